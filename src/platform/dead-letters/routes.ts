import type { App } from '../http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../http/lists.ts'
import { serveCommand, serveQuery } from '../http/serve.ts'
import { requireEverywhere } from '../scope.ts'
import { listDeadLettersContract, retryDeadLettersContract } from './contract.ts'
import { type DeadLetterPlace, findDeadLetters, retryDeadLetters } from './dead-letter-store.ts'

/** Serves the events that were given up, and the way back. */
export function serveDeadLetters(app: App): void {
  serveQuery(app, listDeadLettersContract, async ({ tx, scope }, { limit, after }) => {
    // They are of every object of the merchant.
    requireEverywhere(scope)
    const letters = await findDeadLetters(tx, { limit: limit + 1, after: placeIn(after) })
    const { items, next } = pageFrom(letters, limit, ({ subscriber, objectId, version }) => [
      ...[subscriber, objectId, String(version)],
    ])
    return {
      items: items.map(({ failure: _, deadAt, ...letter }) => ({ ...letter, diedAt: deadAt.toISOString() })),
      next,
    }
  })
  serveCommand(app, retryDeadLettersContract, async (command) => {
    requireEverywhere(command.scope)
    return { retried: await retryDeadLetters(command) }
  })
}

function placeIn(cursor: string | undefined): DeadLetterPlace | undefined {
  const [subscriber, objectId, version] = decodeCursor(cursor, /^[a-z_]{1,60}$/, idForm, /^\d{1,9}$/) ?? []
  if (subscriber === undefined || objectId === undefined) return undefined
  return { subscriber, objectId, version: Number(version) }
}
