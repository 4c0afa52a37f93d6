import { type Command, requireVersion } from '../../platform/command.ts'
import { changeLevels, recordMovements } from '../level-store.ts'
import { receiveGoods, type StockTransfer, type TransferQuantity } from './stock-transfer.ts'
import { lockTransfer, saveTransfer } from './transfer-store.ts'

/**
 * Takes in goods of a transfer that arrived, all that is under way or as many as `lines` says.
 * @throws DomainError `transfer_not_found`, `out_of_scope`, `version_mismatch`; as `receiveGoods`
 */
export async function receiveTransfer(
  command: Command,
  input: { transferId: string; lines?: readonly TransferQuantity[] | undefined },
): Promise<StockTransfer> {
  const before = await lockTransfer(command, input.transferId, 'to')
  requireVersion(command, before.version)
  const { transfer: after, moved } = receiveGoods(before, input.lines)
  const { id: causeId, toLocationId: locationId } = after
  await changeLevels(
    command.tx,
    moved.map(({ itemId, quantity, field }) => ({ itemId, locationId, onHand: quantity, incoming: -quantity, field })),
  )
  await recordMovements(
    command,
    moved.map(({ itemId, quantity }) => {
      return { itemId, locationId, quantity, kind: 'transfer_in', causeId, reason: 'transfer' }
    }),
  )
  return saveTransfer(command, 'stock.transfer_received', { before, after }, moved)
}
