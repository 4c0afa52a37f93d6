import { staffMail } from '../access/staff-mail/staff-mail.ts'
import { orderFigures } from '../analytics/order-figures.ts'
import { productIndex } from '../catalog/product-index.ts'
import { customerIndex } from '../customers/events.ts'
import { fulfillmentSubscriber } from '../fulfillment/events.ts'
import { scannedLabels } from '../fulfillment/shipments/scanned-labels.ts'
import { orderIndex } from '../orders/order-index.ts'
import { backorders } from '../orders/sourcing/fill-backorders.ts'
import { prepaidPayments } from '../payments/record-prepaid.ts'
import type { Subscriber } from '../platform/drain.ts'

/** Everyone who is told of events, in the order in which a worker serves them. */
export const subscribers: readonly Subscriber[] = [
  fulfillmentSubscriber,
  backorders,
  prepaidPayments,
  scannedLabels,
  orderIndex,
  customerIndex,
  productIndex,
  orderFigures,
  staffMail,
]
