import type { PersonalDataHolder } from '../customers/personal-data.ts'
import { findPaymentIdsOf, findPaymentSections } from './payment-data-queries.ts'
import { clearReferences } from './payment-data-store.ts'

/** What payments hold of people: their references. */
export const paymentData: PersonalDataHolder = {
  name: 'payments',
  collect: ({ tx }, { orderIds }) => findPaymentSections(tx, orderIds),
  findObjectIds: (tx, { orderIds }) => findPaymentIdsOf(tx, orderIds),
  erase: async ({ tx }, { orderIds }) => ({ payments: await clearReferences(tx, orderIds) }),
}
