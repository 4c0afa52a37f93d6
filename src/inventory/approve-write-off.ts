import type { ApprovedEffect, Wish } from '../approvals/approval.ts'
import { only } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { type Adjustment, adjustStock } from './adjust-stock.ts'
import { adjustStockContract } from './contract.ts'

/** What an adjustment writes off, to be asked of another person; nothing when it takes nothing away. */
export function writeOffOf(adjustment: Adjustment): Wish | undefined {
  const quantity = adjustment.lines.reduce((units, line) => units - Math.min(line.quantity, 0), 0)
  if (quantity === 0) return undefined
  const { locationId, reason } = adjustment
  const size = { kind: 'write_off', quantity, amount: null, currency: null } as const
  return { ...size, input: adjustment, reason, locationId, orderId: null }
}

/** Adjusts stock as it was asked for and approved. @throws DomainError as `adjustStock` refuses */
export async function writeOffApproved(command: Command, input: object): Promise<ApprovedEffect> {
  const { id } = only(await adjustStock(command, [adjustStockContract.body.parse(input)]))
  return { effectId: id, effectVersion: 1 }
}
