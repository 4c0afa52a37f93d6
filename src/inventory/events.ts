import type { DomainEvent } from '../platform/events.ts'
import type { StockDocument } from './stock-document.ts'

/** Goods came to a place, or were counted otherwise there: one event for a document. */
export type StockEvent = DomainEvent<'stock.received' | 'stock.adjusted', { locationId: string; itemIds: string[] }>

/** Tells that a document moved stock. A document never changes, so this is its only event. */
export function documentEvent({ id, kind, locationId, lines, actor, at }: StockDocument): StockEvent {
  const itemIds = [...new Set(lines.map(({ itemId }) => itemId))]
  const type = kind === 'receipt' ? 'stock.received' : 'stock.adjusted'
  return { objectType: 'stock_document', objectId: id, version: 1, type, actor, at, data: { locationId, itemIds } }
}
