import type { listCustomerTimelineContract } from '../../src/orders/timeline/contract.ts'
import type { ItemOf } from '../platform/call.ts'

/** One thing that happened with a customer. */
export type TimelineItem = ItemOf<typeof listCustomerTimelineContract>
