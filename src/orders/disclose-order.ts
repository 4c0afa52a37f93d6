import { type Disclosed, discloseContacts } from '../customers/disclose-contacts.ts'
import type { DisclosurePurpose } from '../customers/disclosure.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { findReceivers } from './order-queries.ts'
import { requireOrderWithin } from './order-scope-queries.ts'

/** Whose receiver is asked for, and what for. */
export type DiscloseOrder = { orderId: string; purpose: DisclosurePurpose; reason?: string | undefined }

/**
 * Shows whom an order goes to. An order outside the caller's scope is not there for them.
 * @throws DomainError `not_found`; refusals as `discloseContacts` has them
 */
export async function discloseOrder(command: Command, { orderId, purpose, reason }: DiscloseOrder): Promise<Disclosed> {
  await requireOrderWithin(command, orderId)
  const [order] = await findReceivers(command.tx, [orderId])
  if (order === undefined) throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  const { contactId, customerId } = order
  const subject = { type: 'order' as const, id: orderId, contactId, customerId }
  return discloseContacts(command, { purpose, reason, subjects: [subject] })
}
