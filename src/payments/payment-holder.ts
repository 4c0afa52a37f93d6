import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import { findPaymentIdsOf, findPaymentSections } from './payment-holder-queries.ts'
import { clearReferences } from './payment-holder-store.ts'

/** What payments hold of people: their references. */
export const paymentHolder: PersonalDataHolder = {
  name: 'payments',
  collect: ({ tx }, { orderIds }) => findPaymentSections(tx, orderIds),
  findObjectIds: (tx, { orderIds }) => findPaymentIdsOf(tx, orderIds),
  erase: async ({ tx }, { orderIds }) => ({ payments: await clearReferences(tx, orderIds) }),
}
