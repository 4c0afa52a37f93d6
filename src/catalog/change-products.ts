import type { EditRow } from '../edits/edit.ts'
import { keepEdit } from '../edits/keep-edit.ts'
import type { Outcome } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { type LockedProduct, lockProducts } from './catalog-store.ts'
import { type ProductChange, saveProductChange } from './save-product-change.ts'

/** What one product of many is to be. */
export type ChangeOfProduct = ProductChange & { productId: string }

/** What a product was before an edit, and the version that the edit gave it. */
export type ProductEditRow = EditRow<Pick<LockedProduct, 'name' | 'category' | 'status'>, { version: number }>

/**
 * Changes many products; each stands or falls alone, and what changed is kept as one edit that can be taken back. Refusals are
 * `product_not_found`, `product_repeated`, `component_of_bundle` and `component_archived`.
 */
export async function changeProducts(
  command: Command,
  changes: readonly ChangeOfProduct[],
): Promise<{ editId: string | null; outcomes: Outcome<LockedProduct>[] }> {
  const { tx } = command
  const ids = changes.map(({ productId }) => productId)
  const locked = await lockProducts(tx, ids)
  const rows: ProductEditRow[] = []
  const outcomes: Outcome<LockedProduct>[] = []
  for (const [index, { productId, ...change }] of changes.entries()) {
    const before = locked.get(productId)
    outcomes.push(
      await outcomeLater(async () => {
        if (before === undefined) throw new DomainError('not_found', 'product_not_found', { facts: { productId } })
        if (ids.indexOf(productId) < index)
          throw new DomainError('refused', 'product_repeated', { facts: { productId } })
        const after = await saveProductChange(command, before, change)
        if (after !== before) rows.push(rowOf(before, after))
        return after
      }),
    )
  }
  const editId = await keepEdit(command, 'products_changed', rows)
  if (editId !== null) await touchReference(tx)
  return { editId, outcomes }
}

function rowOf({ id, name, category, status }: LockedProduct, { version }: LockedProduct): ProductEditRow {
  return { objectId: id, before: { name, category, status }, after: { version } }
}

/** What is refused has written nothing, and leaves the others alone. */
async function outcomeLater<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}
