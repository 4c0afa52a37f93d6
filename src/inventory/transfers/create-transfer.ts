import { locationScope } from '../../locations/location.ts'
import { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { requireWithin } from '../../platform/scope.ts'
import type { ScopedStockContext } from '../allocation-store.ts'
import { findPlaces } from '../place-queries.ts'
import { findStockedItems, type ItemReference } from '../stocked-items.ts'
import { makeReady, type StockTransfer } from './stock-transfer.ts'
import { insertTransfer } from './transfer-store.ts'

/** Goods that are to go from one place to another; a draft is made ready later. */
export type NewTransfer = {
  fromLocationId: string
  toLocationId: string
  reference: string
  draft: boolean
  lines: readonly (ItemReference & { quantity: number })[]
}

/**
 * Plans a transfer. It keeps no stock: that is taken when the goods leave. Who is narrowed to places sends from those, to any.
 * @throws DomainError forbidden `out_of_scope`; refused `same_location`, `unknown_location`, `location_closed`, `unknown_item`, `unknown_sku`,
 *   `unknown_barcode`, `item_not_stocked`
 */
export async function createTransfer(context: ScopedStockContext, input: NewTransfer): Promise<StockTransfer> {
  const { tx, now } = context
  const { fromLocationId, toLocationId, reference } = input
  requireWithin(context.scope, locationScope, { name: fromLocationId, field: 'fromLocationId' })
  if (fromLocationId === toLocationId) throw new DomainError('refused', 'same_location', { field: 'toLocationId' })
  const [itemOf, placeOf] = await Promise.all([
    findStockedItems(tx, input.lines),
    findPlaces({ tx }, [fromLocationId, toLocationId]),
  ])
  placeOf(fromLocationId, { field: 'fromLocationId', open: false })
  placeOf(toLocationId, { field: 'toLocationId', open: true })
  const lines = input.lines.map((line, index) => {
    const { id: itemId } = itemOf(line, `lines[${index}]`)
    return { lineNumber: index + 1, itemId, quantity: line.quantity, sent: 0, received: 0 }
  })
  const draft: StockTransfer = {
    ...{ id: newId(now), fromLocationId, toLocationId, status: 'draft', reference, version: 1, createdAt: now },
    lines,
  }
  const transfer = input.draft ? draft : makeReady(draft)
  await insertTransfer(context, transfer)
  return transfer
}
