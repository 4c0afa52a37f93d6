import { keptLineHolder } from '../channels/online-retail/kept-line-holder.ts'
import { customerHolder } from '../customers/customer-holder.ts'
import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import { workHolder } from '../fulfillment/work-holder.ts'
import { entryHolder } from '../orders/entry/draft-holder.ts'
import { orderHolder } from '../orders/order-holder.ts'
import { paymentHolder } from '../payments/payment-holder.ts'

/**
 * Every module that holds personal data, in the order in which it is erased: customers last, since the others still need the
 * people's keys and the customers' codes.
 */
export const personalHolders: readonly PersonalDataHolder[] = [
  orderHolder,
  entryHolder,
  workHolder,
  paymentHolder,
  keptLineHolder,
  customerHolder,
]
