import { keptLineData } from '../channels/online-retail/kept-line-data.ts'
import { customerData } from '../customers/customer-data.ts'
import type { PersonalDataHolder } from '../customers/personal-data.ts'
import { workData } from '../fulfillment/work-data.ts'
import { orderData } from '../orders/order-data.ts'
import { paymentData } from '../payments/payment-data.ts'

/**
 * Every module that holds personal data, in the order in which it is erased: customers last, since the others still need the
 * people's keys and the customers' codes.
 */
export const personalDataHolders: readonly PersonalDataHolder[] = [
  orderData,
  workData,
  paymentData,
  keptLineData,
  customerData,
]
