import type { z } from 'zod'
import { formatPrice } from '../platform/money.ts'
import type { CancellationRequest } from './cancellation.ts'
import type { OrderSummary } from './list-queries.ts'
import type { Order } from './order.ts'
import type { cancellationRequestView, orderSummaryView, orderView } from './view-contract.ts'

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
export function viewSummary(row: OrderSummary): z.input<typeof orderSummaryView> {
  return { ...row, placedAt: row.placedAt.toISOString() }
}
