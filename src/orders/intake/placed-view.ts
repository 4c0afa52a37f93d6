import { z } from 'zod'
import { fulfillmentStatuses, holdKinds, type Order, orderStages, orderStatuses, paymentStatuses } from '../order.ts'
import type { EarlierOrder } from './intake-queries.ts'

/** What is answered to a placed order: kept under its key and given again, so without personal data and short. */
export const placedOrderView = z.object({
  id: z.uuid(),
  number: z.int(),
  status: z.enum(orderStatuses),
  stage: z.enum(orderStages),
  paymentStatus: z.enum(paymentStatuses),
  fulfillmentStatus: z.enum(fulfillmentStatuses),
  currency: z.string(),
  total: z.int().describe('minor units of the currency'),
  version: z.int(),
  placedAt: z.string(),
  holds: z.array(z.object({ kind: z.enum(holdKinds), reason: z.string() })),
  shortages: z.array(z.object({ lineNumber: z.int(), sku: z.string(), backordered: z.int(), unallocated: z.int() })),
})

/** The answer to a placed order. */
export type PlacedOrderView = z.output<typeof placedOrderView>

/** The answer for an order that was just decided. */
export function placedView(order: Order): PlacedOrderView {
  return {
    ...summary(order),
    holds: order.holds.map(({ kind, reason }) => ({ kind, reason })),
    shortages: order.lines
      .filter((line) => line.backordered + line.unallocated > 0)
      .map(({ lineNumber, sku, backordered, unallocated }) => ({ lineNumber, sku, backordered, unallocated })),
  }
}

/** The answer for an order that came before with the same content: as it stands now. */
export function earlierView(order: EarlierOrder): PlacedOrderView {
  return { ...summary(order), holds: [], shortages: [] }
}

function summary(order: Order | EarlierOrder): Omit<PlacedOrderView, 'holds' | 'shortages'> {
  const { id, number, status, stage, paymentStatus, fulfillmentStatus, currency, total, version, placedAt } = order
  return {
    id,
    number,
    status,
    stage,
    paymentStatus,
    fulfillmentStatus,
    currency,
    total,
    version,
    placedAt: placedAt.toISOString(),
  }
}
