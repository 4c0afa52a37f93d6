import { clearApprovalWords, findApprovalsOf } from '../approvals/words-store.ts'
import type { ExportSection, PersonalDataHolder } from '../customers/personal-holder.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { formatMoney } from '../platform/money.ts'
import { findPaymentIdsOf, findPaymentSections } from './payment-holder-queries.ts'
import { clearReferences } from './payment-holder-store.ts'

/** What payments hold of people: their references, and what was written when a refund was asked for and decided. */
export const paymentHolder: PersonalDataHolder = {
  name: 'payments',
  collect: async ({ tx }, { orderIds }) => [
    ...(await findPaymentSections(tx, orderIds)),
    await approvalSection(tx, orderIds),
  ],
  findObjectIds: async (tx, { orderIds }) => [
    ...(await findPaymentIdsOf(tx, orderIds)),
    ...(await findApprovalsOf(tx, orderIds)).map(({ id }) => id),
  ],
  erase: async ({ tx }, { orderIds }) => ({
    payments: await clearReferences(tx, orderIds),
    approvals: await clearApprovalWords(tx, orderIds),
  }),
}

async function approvalSection(tx: Transaction, orderIds: readonly string[]): Promise<ExportSection> {
  const approvals = await findApprovalsOf(tx, orderIds)
  const rows = approvals.map(
    ({ id, orderId, kind, status, amount, currency, reason, requestedAt, decidedAt, note }) => ({
      ...{ orderId, id, kind, status, reason, note },
      amount: amount === null || currency === null ? null : formatMoney(amount, currency),
      ...{ currency, requestedAt: requestedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null },
    }),
  )
  return { name: 'approvals', rows }
}
