import type { findOrderContract, listOrdersContract } from '../../../src/orders/contract.ts'
import type { AnswerOf, ItemOf } from '../../platform/call.ts'

/** An order as the list has it. */
export type OrderRow = ItemOf<typeof listOrdersContract>

/** An order as it is read whole. */
export type OrderDetail = AnswerOf<typeof findOrderContract>
