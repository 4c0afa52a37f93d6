import { type Command, requireVersion } from '../../platform/command.ts'
import { callOff, type StockTransfer } from './stock-transfer.ts'
import { lockTransfer, saveTransfer } from './transfer-store.ts'

/**
 * Calls off a transfer of which nothing has left.
 * @throws DomainError `transfer_not_found`, `out_of_scope`, `version_mismatch`, conflict `action_not_allowed`
 */
export async function cancelTransfer(command: Command, { transferId }: { transferId: string }): Promise<StockTransfer> {
  const before = await lockTransfer(command, transferId, 'from')
  requireVersion(command, before.version)
  return saveTransfer(command, 'stock.transfer_cancelled', { before, after: callOff(before) })
}
