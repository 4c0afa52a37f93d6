import type { z } from 'zod'
import type { CancellationRequest } from '../orders/cancellation.ts'
import { viewCancellationRequest } from '../orders/order-view.ts'
import { findCancellationRequests } from '../orders/record-store.ts'
import type { Outcome } from '../platform/batch.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { problemOfDomainError } from '../platform/http/problem.ts'
import type { Scoped } from '../platform/scope.ts'
import type { fulfillmentOrderView, fulfillmentSummaryView } from './contract.ts'
import type { FoundByCode } from './find-by-code.ts'
import { type FulfillmentDetail, type FulfillmentSummary, findFulfillmentOrders } from './fulfillment-queries.ts'
import { isAtPlace, shipmentNotFound, workNotFound } from './fulfillment-scope.ts'
import type { countWork } from './queue-queries.ts'
import type { shipmentSummaryView, shipmentView } from './shipments/contract.ts'
import type { TrackingResult } from './shipments/record-tracking-events.ts'
import type { Shipment } from './shipments/shipment.ts'
import {
  findShipmentDetails,
  findShipmentsOf,
  type ShipmentDetail,
  type ShipmentSummary,
} from './shipments/shipment-queries.ts'

/** A row of the list as it leaves. */
export function viewSummary(row: FulfillmentSummary): z.input<typeof fulfillmentSummaryView> {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

/** Fulfillment orders as they leave, by their ids. */
export async function viewFulfillmentOrders(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, z.input<typeof fulfillmentOrderView>>> {
  const [found, shipments] = await Promise.all([findFulfillmentOrders(tx, ids), findShipmentsOf(tx, ids)])
  const asked = found.filter((each) => each.cancellationRequested).map(({ orderId }) => orderId)
  const requests = await findCancellationRequests(tx, asked)
  const shipmentsOf = Map.groupBy(shipments, (shipment) => shipment.fulfillmentOrderId)
  return new Map(
    found.map((each) => [each.id, workView(each, shipmentsOf.get(each.id) ?? [], requests.get(each.orderId))]),
  )
}

/** A fulfillment order as it leaves. @throws DomainError `fulfillment_order_not_found` */
export async function viewFulfillmentOrder(
  { tx, scope }: Scoped,
  fulfillmentOrderId: string,
): Promise<z.input<typeof fulfillmentOrderView>> {
  const view = (await viewFulfillmentOrders(tx, [fulfillmentOrderId])).get(fulfillmentOrderId)
  if (view === undefined || !isAtPlace(scope, view)) throw workNotFound(fulfillmentOrderId)
  return view
}

/** Shipments as they leave, with their tracking timelines, by their ids. */
export async function viewShipments(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, z.input<typeof shipmentView>>> {
  return new Map((await findShipmentDetails(tx, ids)).map((shipment) => [shipment.id, detailView(shipment)]))
}

/** A shipment as it leaves, with its tracking timeline. @throws DomainError `shipment_not_found` */
export async function viewShipment({ tx, scope }: Scoped, shipmentId: string): Promise<z.input<typeof shipmentView>> {
  const view = (await viewShipments(tx, [shipmentId])).get(shipmentId)
  if (view === undefined || !isAtPlace(scope, view)) throw shipmentNotFound(shipmentId)
  return view
}

/** What became of each of a set, as it leaves: read together, once all of it is done. Refusals stay. */
export async function viewEach<View>(
  outcomes: readonly Outcome<{ id: string }>[],
  viewsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, View>>,
): Promise<Outcome<View>[]> {
  const ids = new Set(outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value.id] : [])))
  const views = await viewsOf([...ids])
  return outcomes.map((outcome) => ('value' in outcome ? { value: views.get(outcome.value.id) as View } : outcome))
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

/** A row of the list of shipments as it leaves. */
export function viewShipmentRow(row: ShipmentSummary) {
  return { ...viewShipmentSummary(row), orderNumber: row.orderNumber, units: row.units }
}

/** How much work stands where, as it leaves. */
export function viewWorkCounts({ statuses, cancellationRequests }: Awaited<ReturnType<typeof countWork>>) {
  const told = statuses.map((tally) => ({ ...tally, oldestAt: tally.oldestAt?.toISOString() ?? null }))
  return { statuses: told, cancellationRequests }
}

/** What a scanned code leads to, as it leaves. */
export function viewFoundByCode(found: FoundByCode) {
  const { shipment, fulfillmentOrders } = found
  return {
    ...found,
    shipment: shipment === null ? null : viewShipmentSummary(shipment),
    fulfillmentOrders: fulfillmentOrders.map(viewSummary),
  }
}

/** What became of a scan, as it leaves. */
export function viewTracking({ shipmentId, isKnown, status }: TrackingResult) {
  return { shipmentId, known: isKnown, status }
}

/** What became of a row of a bulk request, as it leaves. */
export function viewRow<Result, View>(outcome: Outcome<Result>, view: (result: Result) => View) {
  return 'value' in outcome ? view(outcome.value) : { problem: problemOfDomainError(outcome.refusal) }
}

function workView(
  work: FulfillmentDetail,
  shipments: readonly ShipmentDetail[],
  request: CancellationRequest | undefined,
): z.input<typeof fulfillmentOrderView> {
  return {
    ...work,
    ...viewSummary(work),
    cancellationRequest: viewCancellationRequest(request),
    holds: work.holds.map((hold) => ({ ...hold, placedAt: hold.placedAt.toISOString() })),
    shipments: shipments.map(detailView),
  }
}

function detailView(shipment: ShipmentDetail): z.input<typeof shipmentView> {
  return {
    ...viewShipmentSummary(shipment),
    orderNumber: shipment.orderNumber,
    lines: shipment.lines,
    trackingEvents: shipment.trackingEvents.map((scan) => ({ ...scan, occurredAt: scan.occurredAt.toISOString() })),
  }
}
