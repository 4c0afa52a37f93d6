import { type Command, requireVersion } from '../../platform/command.ts'
import { makeReady, type StockTransfer } from './stock-transfer.ts'
import { lockTransfer, saveTransfer } from './transfer-store.ts'

/**
 * Ends the planning of a transfer: its place may send it off.
 * @throws DomainError `transfer_not_found`, `out_of_scope`, `version_mismatch`, conflict `action_not_allowed`
 */
export async function prepareTransfer(
  command: Command,
  { transferId }: { transferId: string },
): Promise<StockTransfer> {
  const before = await lockTransfer(command, transferId, 'from')
  requireVersion(command, before.version)
  return saveTransfer(command, 'stock.transfer_readied', { before, after: makeReady(before) })
}
