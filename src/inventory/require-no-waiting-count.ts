import { DomainError } from '../platform/errors.ts'
import type { ScopedStockContext } from './allocation-store.ts'
import { lockLevelsFor } from './level-store.ts'
import { findPlaces } from './place-queries.ts'
import { findStockedItems, type ItemReference } from './stocked-items.ts'
import { findItemsOfWaitingCounts } from './waiting-count-queries.ts'

/** What was counted at a place; quantities are by how much it is otherwise than the books say. */
export type Count = { locationId: string; lines: readonly (ItemReference & { quantity: number })[] }

/**
 * A count says by how much the books are wrong. One that waits for approval has not put them right yet, so that counting the
 * same again, as by bringing in the same file, would take the difference away twice. Locks the levels, so that of two at the
 * same moment the second sees the first.
 * @throws DomainError conflict `count_waits` with the SKUs that wait; as `findPlaces` and `findStockedItems` refuse
 */
export async function requireNoWaitingCount(context: ScopedStockContext, { locationId, lines }: Count): Promise<void> {
  const { tx } = context
  const [itemOf, placeOf] = await Promise.all([findStockedItems(tx, lines), findPlaces(context, [locationId])])
  placeOf(locationId, { field: 'locationId', open: false })
  const items = lines.map((line, index) => ({ ...itemOf(line, `lines[${index}]`), quantity: line.quantity }))
  await lockLevelsFor(
    tx,
    items.map(({ id: itemId, quantity }) => ({ itemId, locationId, onHand: quantity })),
  )
  const waiting = await findItemsOfWaitingCounts(
    tx,
    locationId,
    items.map(({ id }) => id),
  )
  const index = items.findIndex(({ id }) => waiting.has(id))
  if (index < 0) return
  const skus = [...new Set(items.flatMap(({ id, sku }) => (waiting.has(id) ? [sku] : [])))]
  throw new DomainError('conflict', 'count_waits', { field: `lines[${index}]`, facts: { skus } })
}
