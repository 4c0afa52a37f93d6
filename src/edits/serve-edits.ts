import type { App } from '../platform/http/app.ts'
import type { Contract } from '../platform/http/contract.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import type { EditKind } from './edit.ts'
import { findEdits } from './edit-queries.ts'
import { type editListing, type editReverting, viewEdit, viewReverted } from './edit-view.ts'
import { type RevertRows, revertEdit } from './revert-edit.ts'

/** The two operations on a module's edits: their names, paths and permissions are the module's. */
export type EditContracts = { list: Contract & typeof editListing; revert: Contract & typeof editReverting }

/** Serves the edits of some kinds, and the way back of each. */
export function serveEdits(
  app: App,
  { list, revert }: EditContracts,
  { kinds, revertRows }: { kinds: readonly EditKind[]; revertRows: RevertRows },
): void {
  serveQuery(app, list, async ({ tx }, { limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const page = pageFrom(await findEdits(tx, kinds, { limit: limit + 1, after: lastId }), limit, ({ id }) => [id])
    return { ...page, items: page.items.map(viewEdit) }
  })
  serveCommand(app, revert, async (command, { editId }) =>
    viewReverted(await revertEdit(command, { editId, kinds }, revertRows)),
  )
}
