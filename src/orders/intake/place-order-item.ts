import type { PlaceOrder } from './place-order-form.ts'

/** One order on its way in. */
export type PlaceOrderItem = {
  input: PlaceOrder
  /** Hash of the parsed input: what tells the same content from other content. */
  contentHash: Buffer
  actor: string
  /** From where it was sent; none for what the program places by itself. */
  origin?: string
  /** When it was received; the batch's own reading of the clock when left out. */
  at?: Date
  /** The draft of the same actor that it was written in, and which it ends. */
  draftId?: string
  idempotency?: { key: string; operation: string }
}
