import type { App } from '../platform/http/app.ts'
import { serveBatched, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { answerCancellation } from './answer-cancellation.ts'
import * as contracts from './contract.ts'
import { serveReceivers } from './disclosure-routes.ts'
import { findByCode } from './find-by-code.ts'
import { foretellWork } from './foretell-queries.ts'
import { listFulfillmentOrders } from './fulfillment-queries.ts'
import {
  viewEach,
  viewFoundByCode,
  viewFulfillmentOrder,
  viewFulfillmentOrders,
  viewRow,
  viewShipment,
  viewShipmentRow,
  viewShipmentSummary,
  viewShipments,
  viewSummary,
  viewTracking,
  viewWorkCounts,
} from './fulfillment-view.ts'
import { holdFulfillmentOrder, releaseFulfillmentHold } from './hold-fulfillment-order.ts'
import { packFulfillmentOrders } from './pack-fulfillment-orders.ts'
import { pickFulfillmentOrders } from './pick-fulfillment-orders.ts'
import * as queue from './queue-contract.ts'
import { countWork } from './queue-queries.ts'
import { releaseFulfillmentOrder } from './release-fulfillment-order.ts'
import { shipFulfillmentOrders } from './ship-fulfillment-orders.ts'
import * as shipmentContracts from './shipments/contract.ts'
import { createLabels } from './shipments/create-labels.ts'
import { dispatchShipments } from './shipments/dispatch-shipments.ts'
import { recordTrackingEvents } from './shipments/record-tracking-events.ts'
import { findCarriers, listShipments } from './shipments/shipment-queries.ts'
import { voidShipment } from './shipments/void-shipment.ts'

/** Serves the work of places, shipments and their tracking. */
export function serveFulfillment(app: App): void {
  serveReceivers(app)
  serveReading(app)
  serveWork(app)
  serveHolds(app)
  serveShipments(app)
  foretellWork(app)
}

function serveReading(app: App): void {
  serveQuery(app, queue.listFulfillmentOrdersContract, async (query, input) => {
    const { items, next } = await listFulfillmentOrders(query, input)
    return { items: items.map(viewSummary), next }
  })
  serveQuery(app, queue.countFulfillmentOrdersContract, async (query, input) =>
    viewWorkCounts(await countWork(query, input)),
  )
  serveQuery(app, queue.findWorkByCodeContract, async (query, input) => viewFoundByCode(await findByCode(query, input)))
  serveQuery(app, contracts.getFulfillmentOrderContract, (query, { fulfillmentOrderId }) =>
    viewFulfillmentOrder(query, fulfillmentOrderId),
  )
  serveQuery(app, shipmentContracts.listShipmentsContract, async (query, input) => {
    const { items, next } = await listShipments(query, input)
    return { items: items.map(viewShipmentRow), next }
  })
  serveQuery(app, shipmentContracts.listCarriersContract, async ({ tx }) => ({ carriers: await findCarriers(tx) }))
  serveQuery(app, shipmentContracts.getShipmentContract, (query, { shipmentId }) => viewShipment(query, shipmentId))
}

/** What scanners and gates send comes in floods. */
function serveWork(app: App): void {
  serveBatched(app, contracts.pickFulfillmentOrderContract, async (command, items) =>
    viewEach(await pickFulfillmentOrders(command, items), (ids) => viewFulfillmentOrders(command.tx, ids)),
  )
  serveBatched(app, contracts.packFulfillmentOrderContract, async (command, items) =>
    viewEach(await packFulfillmentOrders(command, items), (ids) => viewFulfillmentOrders(command.tx, ids)),
  )
  serveBatched(app, contracts.createLabelContract, async (command, items) =>
    viewEach(await createLabels(command, items), (ids) => viewShipments(command.tx, ids)),
  )
  serveBatched(app, contracts.shipFulfillmentOrderContract, async (command, items) =>
    viewEach(await shipFulfillmentOrders(command, items), (ids) => viewShipments(command.tx, ids)),
  )
  serveCommand(app, contracts.shipFulfillmentOrdersContract, async (command, { shipments }) => {
    const outcomes = await shipFulfillmentOrders(command, shipments)
    return {
      results: outcomes.map((outcome) => viewRow(outcome, (shipment) => ({ shipment: viewShipmentSummary(shipment) }))),
    }
  })
}

function serveHolds(app: App): void {
  serveCommand(app, contracts.releaseFulfillmentOrderContract, async (command, input) => {
    await releaseFulfillmentOrder(command, input)
    return viewFulfillmentOrder(command, input.fulfillmentOrderId)
  })
  serveCommand(app, contracts.holdFulfillmentOrderContract, async (command, input) => {
    await holdFulfillmentOrder(command, input)
    return viewFulfillmentOrder(command, input.fulfillmentOrderId)
  })
  serveCommand(app, contracts.releaseFulfillmentHoldContract, async (command, input) => {
    await releaseFulfillmentHold(command, input)
    return viewFulfillmentOrder(command, input.fulfillmentOrderId)
  })
  serveCommand(app, contracts.answerCancellationContract, async (command, input) => {
    await answerCancellation(command, input)
    return viewFulfillmentOrder(command, input.fulfillmentOrderId)
  })
}

function serveShipments(app: App): void {
  serveBatched(app, shipmentContracts.dispatchShipmentContract, async (command, items) =>
    viewEach(await dispatchShipments(command, items), (ids) => viewShipments(command.tx, ids)),
  )
  serveCommand(app, shipmentContracts.voidShipmentContract, async (command, input) =>
    viewShipmentSummary(await voidShipment(command, input)),
  )
  serveBatched(app, shipmentContracts.recordTrackingEventContract, async (command, items) =>
    (await recordTrackingEvents(command, items)).map((outcome) =>
      'value' in outcome ? { value: viewTracking(outcome.value) } : outcome,
    ),
  )
  serveCommand(app, shipmentContracts.recordTrackingEventsContract, async (command, { events }) => ({
    results: (await recordTrackingEvents(command, events)).map((outcome) => viewRow(outcome, viewTracking)),
  }))
}
