import type { DomainEvent } from '../../platform/events.ts'
import type { StockTransfer, TransferStatus } from './stock-transfer.ts'

/** What became of a transfer between two places; `itemIds` are the items that this step moved, else all of it. */
export type TransferEvent = DomainEvent<
  | 'stock.transfer_created'
  | 'stock.transfer_readied'
  | 'stock.transfer_dispatched'
  | 'stock.transfer_received'
  | 'stock.transfer_cancelled',
  { from: string; to: string; itemIds: string[]; statusFrom: TransferStatus | null; statusTo: TransferStatus }
>

/** Tells what became of a transfer; its version is the one after the change. */
export function transferEvent(
  type: TransferEvent['type'],
  { before, after }: { before?: StockTransfer; after: StockTransfer },
  moved: readonly { itemId: string }[],
  told: { at: Date; actor: string },
): TransferEvent {
  const { id, version, fromLocationId: from, toLocationId: to, status: statusTo } = after
  const itemIds = [...new Set(moved.map(({ itemId }) => itemId))]
  const data = { from, to, itemIds, statusFrom: before?.status ?? null, statusTo }
  return { objectType: 'stock_transfer', objectId: id, version, type, data, ...told }
}
