import type { Edit, EditRow, RevertedRow } from '../edits/edit.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { type LockedProduct, lockProducts } from './catalog-store.ts'
import type { ProductEditRow } from './change-products.ts'
import { type ProductChange, saveProductChange } from './save-product-change.ts'

/**
 * Takes back what an edit did to products that nobody changed since: they are what they were, and those that it made are
 * archived, because nothing is deleted. The last go first: bundles stand behind their components.
 */
export async function revertProductRows(command: Command, _: Edit, rows: readonly EditRow[]): Promise<RevertedRow[]> {
  const locked = await lockProducts(
    command.tx,
    rows.map(({ objectId }) => objectId),
  )
  const outcomes: RevertedRow[] = []
  for (const row of (rows as ProductEditRow[]).toReversed()) {
    outcomes.push(await revertRow(command, row, locked.get(row.objectId)))
  }
  await touchReference(command.tx)
  return outcomes.reverse()
}

async function revertRow(
  command: Command,
  { objectId, before, after }: ProductEditRow,
  product: LockedProduct | undefined,
): Promise<RevertedRow> {
  if (product === undefined || product.version !== after.version) return { objectId, outcome: 'changed_since' }
  const { status, ...texts } = before ?? { status: 'archived' }
  const wanted: ProductChange = { ...texts, archived: status === 'archived' }
  try {
    await saveProductChange(command, product, wanted)
    return { objectId, outcome: 'reverted' }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { objectId, outcome: 'refused', code: error.code }
  }
}
