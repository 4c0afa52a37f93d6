import { requireOrderWithin } from '../orders/order-scope-queries.ts'
import { requireEverywhere, type Scoped } from '../platform/scope.ts'
import type { HeldSubject } from './legal-hold.ts'

/**
 * Asks whether somebody may act on a subject's data. Behind a customer stand orders of every place and channel, so that is for
 * who is not narrowed; the guest of an order is within the reach of who has the order.
 * @throws DomainError `out_of_scope`; `not_found` for an order that is not theirs
 */
export async function requireSubjectWithin(asking: Scoped, { type, id }: HeldSubject): Promise<void> {
  if (type === 'customer') requireEverywhere(asking.scope)
  else await requireOrderWithin(asking, id)
}
