import { isReadable } from '../../customers/contact-queries.ts'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Order } from '../order.ts'
import { requireOrderWithin } from '../order-scope-queries.ts'
import { findOrders } from '../order-store.ts'
import { type DraftRow, draftForm, type OrderDraft } from './order-draft.ts'
import { beginDraft } from './save-draft.ts'

/**
 * Begins a draft that orders the same again, for the same customer and to the same place. Prices are today's; what is out of
 * sale since is in it all the same, so that who repeats sees what is missing.
 * @throws DomainError `not_found`, `too_many_drafts`
 */
export async function repeatOrder(command: Command, { orderId }: { orderId: string }): Promise<DraftRow> {
  const { tx, scope } = command
  await requireOrderWithin({ tx, scope }, orderId)
  const order = (await findOrders(tx, [orderId])).get(orderId)
  if (order === undefined) throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  const isKnown = await isReadable(tx, order.contactId)
  return beginDraft(command, draftOf(order, isKnown))
}

/**
 * What was ordered, and not what a bundle was made of; whom an erased order went to nobody knows. By which channel it comes this
 * time is not known, nor that it was paid.
 */
function draftOf(order: Order, isKnown: boolean): OrderDraft {
  return draftForm.parse({
    ...(order.customerId !== null && isKnown && { customerId: order.customerId }),
    ...(isKnown && { shipToOrderId: order.id }),
    currency: order.currency,
    lines: order.lines
      .filter(({ parentLineNumber }) => parentLineNumber === null)
      .map(({ variantId, sku, quantity }) => ({ variantId, sku, quantity: String(quantity) })),
    ...(order.paymentTerms !== 'prepaid' && { paymentTerms: order.paymentTerms }),
    repeatOf: order.id,
  })
}
