import type { getItemStockContract } from '../../src/inventory/contract.ts'
import type { AnswerOf } from '../platform/call.ts'

/** One item at all places, as the API gives it. */
export type ItemStock = AnswerOf<typeof getItemStockContract>
