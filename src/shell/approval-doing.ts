import type { ApprovalDoing } from '../approvals/decide-approval.ts'
import { writeOffApproved } from '../inventory/approve-write-off.ts'
import { refundApproved } from '../payments/approve-refund.ts'

/** What is done once a second person agreed, by its kind; and who answers for an actor. */
export const approvalDoing: ApprovalDoing = {
  act: { write_off: writeOffApproved, refund: refundApproved },
  // Of a key it is not known yet who made it: it answers for itself.
  responsibleOf: async (_, actor) => actor,
}
