import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { requireEverywhere } from '../platform/scope.ts'
import { type KeyRotation, nameOfKind } from './key-rotation.ts'
import { findKeyRotations } from './key-rotation-store.ts'
import { listKeyRotationsContract, startKeyRotationContract } from './rotation-contract.ts'
import { startKeyRotation } from './start-key-rotation.ts'

/** Serves the renewal of a merchant's keys. */
export function serveKeyRotations(app: App): void {
  serveCommand(app, startKeyRotationContract, async (command, { kind }) => {
    requireEverywhere(command.scope)
    return view(await startKeyRotation(command, kind === 'merchant' ? 'wrapping' : 'search'))
  })
  serveQuery(app, listKeyRotationsContract, async ({ tx }, { limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const page = pageFrom(await findKeyRotations(tx, { limit: limit + 1, after: lastId }), limit, ({ id }) => [id])
    return { ...page, items: page.items.map(view) }
  })
}

function view({ id, kind, step, done, total, startedBy, startedAt, completedAt }: KeyRotation) {
  return {
    id,
    kind: nameOfKind(kind),
    status: completedAt === null ? ('running' as const) : ('completed' as const),
    ...{ step, done, total, startedBy },
    startedAt: startedAt.toISOString(),
    completedAt: completedAt?.toISOString() ?? null,
  }
}
