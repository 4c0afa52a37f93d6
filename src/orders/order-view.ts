import type { z } from 'zod'
import type { Contact } from '../customers/contact.ts'
import { maskContact } from '../customers/masking.ts'
import { formatPrice } from '../platform/money.ts'
import type { CancellationRequest } from './cancellation.ts'
import type { Order } from './order.ts'
import type { OrderSummary } from './row-queries.ts'
import type { cancellationRequestView, orderRowView, orderView } from './view-contract.ts'

/** An order as it leaves: amounts in minor units, prices as text, nothing personal. */
export function viewOrder(order: Order): z.input<typeof orderView> {
  const { contentHash, lines, holds, placedAt, updatedAt, expiresAt, ...rest } = order
  return {
    ...rest,
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    holds: holds.map((hold) => ({ ...hold, placedAt: hold.placedAt.toISOString() })),
    lines: lines.map(({ orderId, unitPrice, ...line }) => ({
      ...line,
      unitPrice: formatPrice(unitPrice, order.currency),
    })),
  }
}

/** A cancellation that waits as it leaves; null when none does. */
export function viewCancellationRequest(
  request: CancellationRequest | undefined,
): z.input<typeof cancellationRequestView> | null {
  return request === undefined ? null : { ...request, requestedAt: request.requestedAt.toISOString() }
}

/** A row of a list as it leaves. */
export function viewSummary({ contactId, receiver, ...row }: OrderSummary): z.input<typeof orderRowView> {
  return {
    ...row,
    placedAt: row.placedAt.toISOString(),
    receiver: receiver === undefined ? null : viewReceiver(receiver),
  }
}

/** What lists show of whom an order goes to. */
function viewReceiver(contact: Contact): z.input<typeof orderRowView>['receiver'] {
  const { name, phone, province, city } = maskContact(contact)
  return {
    name,
    ...(phone !== undefined && { phone }),
    ...(province !== undefined && { province }),
    ...(city !== undefined && { city }),
  }
}
