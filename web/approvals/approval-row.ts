import type { listApprovalsContract } from '../../src/approvals/contract.ts'
import type { ItemOf } from '../platform/call.ts'
import type { Tone } from '../platform/theme.ts'

/** What needs, or had, a second person. */
export type ApprovalRow = ItemOf<typeof listApprovalsContract>

/** How each state looks. */
export const approvalTones: Record<ApprovalRow['status'], Tone> = {
  requested: 'warning',
  approved: 'good',
  declined: 'danger',
  withdrawn: 'quiet',
  expired: 'quiet',
}
