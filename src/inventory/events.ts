import { type Changes, changesBetween } from '../platform/changes.ts'
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

/** How an item is promised; `place <id>` has what its buffer at a place was and is. */
export type ItemPolicyEvent = Omit<DomainEvent<'stock.policy_set', { changes: Changes }>, 'version'>

/** How an item is promised, as far as it is told. */
export type ToldPolicy = {
  shortagePolicy: string | null
  oversellLimit: number
  /** Buffers by place. */
  safetyStock: ReadonlyMap<string, number>
}

/** Tells that the policy of an item was set. The object is its variant: they have one id. */
export function itemPolicySet(
  itemId: string,
  { before, after }: { before: ToldPolicy; after: ToldPolicy },
  told: { at: Date; actor: string },
): ItemPolicyEvent {
  const buffers = ({ safetyStock }: ToldPolicy) =>
    Object.fromEntries([...safetyStock].map(([place, quantity]) => [`place ${place}`, quantity]))
  const places = [...new Set([...before.safetyStock.keys(), ...after.safetyStock.keys()])].map((id) => `place ${id}`)
  const changes = {
    ...changesBetween(before, after, ['shortagePolicy', 'oversellLimit']),
    ...changesBetween<Record<string, number>>(buffers(before), buffers(after), places),
  }
  return { objectType: 'variant', objectId: itemId, type: 'stock.policy_set', data: { changes }, ...told }
}

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
