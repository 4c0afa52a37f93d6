import type { listOrdersContract } from '../../../src/orders/contract.ts'
import type { ItemOf } from '../../platform/call.ts'

/** An order as the list has it. */
export type OrderRow = ItemOf<typeof listOrdersContract>
