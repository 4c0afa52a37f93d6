import type { Contact } from '../customers/contact.ts'
import { type Disclosed, type DisclosureSubject, discloseContacts } from '../customers/disclose-contacts.ts'
import type { DisclosurePurpose } from '../customers/disclosure.ts'
import type { Outcome } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { everywhere, isWithin } from '../platform/scope.ts'
import { findReceivers } from './fulfillment-queries.ts'

/** Whose receivers are asked for, and what for. */
export type DiscloseReceivers = {
  fulfillmentOrderIds: readonly string[]
  purpose: DisclosurePurpose
  reason?: string | undefined
}

/**
 * Shows whom the goods of places go to, an outcome for each: what labels are made of. A place outside the caller's scope has no
 * work for them to see. Refusals: `fulfillment_order_not_found`, and those of `discloseContacts`.
 */
export async function discloseReceivers(
  command: Command,
  { fulfillmentOrderIds, purpose, reason }: DiscloseReceivers,
): Promise<Disclosed> {
  const receivers = await findReceivers(command.tx, fulfillmentOrderIds)
  const seen = receivers.filter(({ locationId }) => isWithin(command.scope ?? everywhere, 'location', locationId))
  const contactOf = new Map(seen.map(({ id, contactId }) => [id, contactId]))
  const subjects = fulfillmentOrderIds.flatMap((id): DisclosureSubject[] => {
    const contactId = contactOf.get(id)
    return contactId === undefined ? [] : [{ type: 'fulfillment_order', id, contactId, customerId: null }]
  })
  const disclosed = await discloseContacts(command, { purpose, reason, subjects })
  const found = disclosed.outcomes.values()
  const outcomes = fulfillmentOrderIds.map((id) =>
    contactOf.has(id) ? (found.next().value as Outcome<Contact>) : { refusal: notFound(id) },
  )
  return { ...disclosed, outcomes }
}

/** Shows one receiver. @throws DomainError `fulfillment_order_not_found` */
export async function discloseReceiver(
  command: Command,
  { fulfillmentOrderId, ...asked }: { fulfillmentOrderId: string } & Omit<DiscloseReceivers, 'fulfillmentOrderIds'>,
): Promise<Disclosed> {
  return discloseReceivers(command, { ...asked, fulfillmentOrderIds: [fulfillmentOrderId] })
}

function notFound(fulfillmentOrderId: string): DomainError {
  return new DomainError('not_found', 'fulfillment_order_not_found', { facts: { fulfillmentOrderId } })
}
