import { z } from 'zod'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { type Edit, editKinds, type RevertedRow } from './edit.ts'

/** An edit as it leaves. */
export const editForm = z
  .object({
    id: z.uuid(),
    kind: z.enum(editKinds),
    rowCount: z.int(),
    madeBy: z.string(),
    madeAt: z.iso.datetime(),
    revertedBy: z.string().nullable(),
    revertedAt: z.iso.datetime().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Edit' })

/** An edit that was taken back, with what became of each of its rows. */
export const revertedEditForm = editForm
  .extend({
    rows: z.array(
      z.object({
        objectId: z.uuid(),
        outcome: z.enum(['reverted', 'changed_since', 'refused']),
        code: z.string().exactOptional().describe('why it was refused'),
      }),
    ),
  })
  .meta({ id: 'RevertedEdit' })

/** The id by which what was just done can be taken back; null when it changed nothing. */
export const editIdForm = z.uuid().nullable().describe('by which this can be taken back as a whole for 24 hours')

/** What the operations on a module's edits have in common. */
export const editListing = {
  query: z.strictObject(pageQuery),
  response: pageOf(editForm),
}

/** What taking a module's edit back takes and answers. */
export const editReverting = {
  params: z.strictObject({ editId: idInput }),
  response: revertedEditForm,
}

/** An edit as it leaves: moments as text. */
export function viewEdit({ madeAt, revertedAt, ...edit }: Edit): z.input<typeof editForm> {
  return { ...edit, madeAt: madeAt.toISOString(), revertedAt: revertedAt?.toISOString() ?? null }
}

/** An edit that was taken back, as it leaves. */
export function viewReverted({ edit, rows }: { edit: Edit; rows: RevertedRow[] }): z.input<typeof revertedEditForm> {
  return { ...viewEdit(edit), rows }
}
