import { z } from 'zod'
import { currencies } from '../platform/money.ts'
import type { ApprovalSize } from './approval.ts'

const mostMinor = 1_000_000_000_000
const mostUnits = 1_000_000_000

/** Up to what one person may act alone. As it comes, nobody may; null: everybody may, whatever it is. */
export const approvalSettingsForm = z.strictObject({
  refundUpTo: z
    .partialRecord(z.enum(currencies as [string, ...string[]]), z.int().min(0).max(mostMinor))
    .nullable()
    .default({})
    .describe('by currency, in minor units: a refund of so much needs no second person; null: none does'),
  writeOffUnitsUpTo: z
    .int()
    .min(0)
    .max(mostUnits)
    .nullable()
    .default(0)
    .describe('a write-off of so many units needs no second person; null: none does'),
  expireAfterDays: z.int().min(1).max(90).default(14).describe('what nobody decides for so long is over'),
})

/** A merchant's settings, complete. */
export type ApprovalSettings = z.output<typeof approvalSettingsForm>

/** Whether something is so small that it needs no second person. Each is looked at alone. */
export function isSmall({ refundUpTo, writeOffUnitsUpTo }: ApprovalSettings, size: ApprovalSize): boolean {
  if (size.kind === 'refund') return refundUpTo === null || size.amount <= (refundUpTo[size.currency] ?? 0)
  return writeOffUnitsUpTo === null || size.quantity <= writeOffUnitsUpTo
}
