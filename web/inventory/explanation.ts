import type { explainStockContract } from '../../src/inventory/explanation-contract.ts'
import type { AnswerOf } from '../platform/call.ts'

/** Why there are so many, as the API explains it. */
export type Explanation = AnswerOf<typeof explainStockContract>

/** A number that the sum is made of. */
export type Term = 'on_hand' | 'allocated' | 'reserved' | 'unavailable' | 'safety_stock' | 'incoming'
