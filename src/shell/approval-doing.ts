import { findKeyMaker } from '../access/keys/api-key-queries.ts'
import { countOthersWhoMay } from '../access/staff/others-who-may.ts'
import type { ApprovalDoing } from '../approvals/decide-approval.ts'
import { writeOffApproved } from '../inventory/approve-write-off.ts'
import { ofOrdersWithin } from '../orders/order-scope-queries.ts'
import { refundApproved } from '../payments/approve-refund.ts'
import { policy } from './policy.ts'

/** What is done once a second person agreed, by its kind; and who answers for an actor: for a key, who made it. */
export const approvalDoing: ApprovalDoing = {
  act: { write_off: writeOffApproved, refund: refundApproved },
  withinOrders: ofOrdersWithin,
  othersWhoMay: (tx, actor, permissions) => countOthersWhoMay(tx, policy, { actor, permissions }),
  responsibleOf: async (tx, actor) => {
    let responsible = actor
    // A key may have been made by another key: each is older than the one it made, so this ends.
    for (;;) {
      const [kind, keyId = ''] = responsible.split(':')
      const maker = kind === 'key' ? await findKeyMaker(tx, keyId) : undefined
      if (maker === undefined) return responsible
      responsible = maker
    }
  },
}
