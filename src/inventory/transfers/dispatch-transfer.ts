import { type Command, requireVersion } from '../../platform/command.ts'
import { changeLevels, recordMovements } from '../level-store.ts'
import { type StockTransfer, sendGoods, type TransferQuantity } from './stock-transfer.ts'
import { lockTransfer, saveTransfer } from './transfer-store.ts'

/**
 * Sends the goods of a transfer off, all of them or as many as `lines` says: they leave the one place's stock and are
 * incoming at the other.
 * @throws DomainError `transfer_not_found`, `out_of_scope`, `version_mismatch`; as `sendGoods`; refused `stock_would_be_negative`,
 *   `stock_is_allocated`
 */
export async function dispatchTransfer(
  command: Command,
  input: { transferId: string; lines?: readonly TransferQuantity[] | undefined },
): Promise<StockTransfer> {
  const before = await lockTransfer(command, input.transferId, 'from')
  requireVersion(command, before.version)
  const { transfer: after, moved } = sendGoods(before, input.lines)
  const { id: causeId, fromLocationId, toLocationId } = after
  await changeLevels(
    command.tx,
    moved.flatMap(({ itemId, quantity, field }) => [
      { itemId, locationId: fromLocationId, onHand: -quantity, field },
      { itemId, locationId: toLocationId, incoming: quantity, field },
    ]),
  )
  await recordMovements(
    command,
    moved.map(({ itemId, quantity }) => {
      return {
        itemId,
        locationId: fromLocationId,
        quantity: -quantity,
        kind: 'transfer_out',
        causeId,
        reason: 'transfer',
      }
    }),
  )
  return saveTransfer(command, 'stock.transfer_dispatched', { before, after }, moved)
}
