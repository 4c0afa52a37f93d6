import type { DomainEvent } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import type { StockDocument } from './stock-document.ts'

/** Goods came to a place, or were counted otherwise there: one event for a document. */
export type StockEvent = DomainEvent<'stock.received' | 'stock.adjusted', { locationId: string; itemIds: string[] }>

/**
 * There may be goods for those who wait, though no document moved any: other numbers may be promised, or orders wait that
 * did not when the goods came. It tells of nothing that is kept, so each is an object of its own.
 */
export type StockNotice = DomainEvent<'stock.policy_changed' | 'stock.awaited', { itemIds: readonly string[] }>

/** Tells that a document moved stock. A document never changes, so this is its only event. */
export function documentEvent({ id, kind, locationId, lines, actor, at }: StockDocument): StockEvent {
  const itemIds = [...new Set(lines.map(({ itemId }) => itemId))]
  const type = kind === 'receipt' ? 'stock.received' : 'stock.adjusted'
  return { objectType: 'stock_document', objectId: id, version: 1, type, actor, at, data: { locationId, itemIds } }
}

/** Tells of items that there may be goods for those who wait. */
export function stockNotice(
  type: StockNotice['type'],
  itemIds: readonly string[],
  told: { at: Date; actor: string },
): StockNotice {
  return { objectType: 'stock_notice', objectId: newId(told.at), version: 1, type, data: { itemIds }, ...told }
}
