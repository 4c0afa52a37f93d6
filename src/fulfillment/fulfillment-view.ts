import type { z } from 'zod'
import { viewCancellationRequest } from '../orders/order-view.ts'
import { findCancellationRequest } from '../orders/record-store.ts'
import type { Outcome } from '../platform/batch.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError, problemStatus } from '../platform/errors.ts'
import type { fulfillmentOrderView, fulfillmentSummaryView } from './contract.ts'
import { type FulfillmentSummary, findFulfillmentOrder } from './fulfillment-queries.ts'
import type { shipmentSummaryView, shipmentView } from './shipments/contract.ts'
import type { TrackingResult } from './shipments/record-tracking-events.ts'
import type { Shipment } from './shipments/shipment.ts'
import { findShipment, findShipmentsOf, type ShipmentDetail } from './shipments/shipment-queries.ts'

/** A row of the list as it leaves. */
export function viewSummary(row: FulfillmentSummary): z.input<typeof fulfillmentSummaryView> {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** A fulfillment order as it leaves. @throws DomainError `fulfillment_order_not_found` */
export async function viewFulfillmentOrder(
  tx: Transaction,
  fulfillmentOrderId: string,
): Promise<z.input<typeof fulfillmentOrderView>> {
  const [found, shipments] = await Promise.all([
    findFulfillmentOrder(tx, fulfillmentOrderId),
    findShipmentsOf(tx, fulfillmentOrderId),
  ])
  if (found === undefined) {
    throw new DomainError('not_found', 'fulfillment_order_not_found', { facts: { fulfillmentOrderId } })
  }
  const request = found.cancellationRequested ? await findCancellationRequest(tx, found.orderId) : undefined
  return {
    ...found,
    ...viewSummary(found),
    cancellationRequest: viewCancellationRequest(request),
    holds: found.holds.map((hold) => ({ ...hold, placedAt: hold.placedAt.toISOString() })),
    shipments: shipments.map(detailView),
  }
}

/** A shipment as it leaves, with its tracking timeline. @throws DomainError `shipment_not_found` */
export async function viewShipment(tx: Transaction, shipmentId: string): Promise<z.input<typeof shipmentView>> {
  const found = await findShipment(tx, shipmentId)
  if (found === undefined) throw new DomainError('not_found', 'shipment_not_found', { facts: { shipmentId } })
  return detailView(found)
}

/** A shipment as it leaves, without what is in it. */
export function viewShipmentSummary(shipment: Shipment): z.input<typeof shipmentSummaryView> {
  return {
    ...shipment,
    shippedAt: shipment.shippedAt?.toISOString() ?? null,
    deliveredAt: shipment.deliveredAt?.toISOString() ?? null,
    createdAt: shipment.createdAt.toISOString(),
  }
}

/** What became of a scan, as it leaves. */
export function viewTracking({ shipmentId, isKnown, status }: TrackingResult) {
  return { shipmentId, known: isKnown, status }
}

/** What became of a row of a bulk request, as it leaves. */
export function viewRow<Result, View>(outcome: Outcome<Result>, view: (result: Result) => View) {
  if ('value' in outcome) return view(outcome.value)
  const { kind, code, field, facts } = outcome.refusal
  return { problem: { status: problemStatus(kind), code, facts, ...(field !== undefined && { field }) } }
}

function detailView(shipment: ShipmentDetail): z.input<typeof shipmentView> {
  return {
    ...viewShipmentSummary(shipment),
    lines: shipment.lines,
    trackingEvents: shipment.trackingEvents.map((scan) => ({ ...scan, occurredAt: scan.occurredAt.toISOString() })),
  }
}
