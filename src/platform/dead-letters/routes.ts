import type { App } from '../http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../http/lists.ts'
import { serveCommand, serveQuery } from '../http/serve.ts'
import { requireEverywhere } from '../scope.ts'
import {
  listDeadLettersContract,
  putDeadLetterBackContract,
  retryDeadLetterContract,
  retryDeadLettersContract,
  setDeadLetterAsideContract,
} from './contract.ts'
import { maskFailure } from './dead-letter.ts'
import { type DeadLetter, type DeadLetterPlace, findDeadLetters, retryDeadLetters } from './dead-letter-store.ts'
import { putBack, retryOne, setAside } from './one-dead-letter.ts'

/** Serves the events that were given up, and the way back. */
export function serveDeadLetters(app: App): void {
  serveQuery(app, listDeadLettersContract, async ({ tx, scope }, { limit, after, state }) => {
    // They are of every object of the merchant.
    requireEverywhere(scope)
    const letters = await findDeadLetters(tx, { limit: limit + 1, after: placeIn(after), state })
    const { items, next } = pageFrom(letters, limit, ({ subscriber, objectId, version }) => [
      ...[subscriber, objectId, String(version)],
    ])
    return { items: items.map(view), next }
  })
  serveCommand(app, retryDeadLettersContract, async (command) => {
    requireEverywhere(command.scope)
    return { retried: await retryDeadLetters(command) }
  })
  serveCommand(app, retryDeadLetterContract, async (command, place) => {
    requireEverywhere(command.scope)
    await retryOne(command, place)
    return { retried: 1 }
  })
  serveCommand(app, setDeadLetterAsideContract, async (command, { reason, ...place }) => {
    requireEverywhere(command.scope)
    await setAside(command, place, reason)
    return { setAside: true }
  })
  serveCommand(app, putDeadLetterBackContract, async (command, place) => {
    requireEverywhere(command.scope)
    await putBack(command, place)
    return { setAside: false }
  })
}

function view({ at, failure, deadAt, setAsideAt, setAsideBy, setAsideReason, ...letter }: DeadLetter) {
  const isSetAside = setAsideAt !== null && setAsideBy !== null && setAsideReason !== null
  return {
    ...letter,
    happenedAt: at.toISOString(),
    diedAt: deadAt.toISOString(),
    failure: maskFailure(failure ?? ''),
    setAside: isSetAside ? { at: setAsideAt.toISOString(), by: setAsideBy, reason: setAsideReason } : null,
  }
}

function placeIn(cursor: string | undefined): DeadLetterPlace | undefined {
  const [subscriber, objectId, version] = decodeCursor(cursor, /^[a-z_]{1,60}$/, idForm, /^\d{1,9}$/) ?? []
  if (subscriber === undefined || objectId === undefined) return undefined
  return { subscriber, objectId, version: Number(version) }
}
