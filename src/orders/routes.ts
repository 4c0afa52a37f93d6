import { viewOfContact } from '../customers/contact.ts'
import { tellBrokenTo } from '../customers/contact-queries.ts'
import type { Batcher } from '../platform/batch.ts'
import { type Answer, hashRequest } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { serveCall, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { cancelLine } from './cancel-lines.ts'
import { cancelOrder } from './cancel-order.ts'
import * as changes from './change-contract.ts'
import * as contracts from './contract.ts'
import { type FindRelated, findHistory, findOrder, findSourcing } from './detail-queries.ts'
import { holdOrder, releaseHold } from './hold-order.ts'
import { placeMany } from './intake/place-many.ts'
import type { PlaceOrderItem } from './intake/place-order-item.ts'
import { countOrders, countStages, listOrders } from './list-queries.ts'
import { findChannels, findOrderSettings } from './order-queries.ts'
import { viewCancellationRequest, viewOrder, viewSummary } from './order-view.ts'
import { renderOrderServices } from './render-services.ts'
import * as settings from './settings-contract.ts'
import { setChannels, setOrderSettings } from './settings-store.ts'
import { writeNote } from './write-note.ts'

/** Serves everything about orders. Orders that arrive together are placed together by `intake`. */
export function serveOrders(app: App, intake: Batcher<PlaceOrderItem, Answer>, findRelated: FindRelated): void {
  serveIntake(app, intake)
  serveReading(app, findRelated)
  serveChanges(app)
  serveSettings(app)
}

function serveIntake(app: App, intake: Batcher<PlaceOrderItem, Answer>): void {
  serveCall(app, contracts.placeOrderContract, ({ principal, input, idempotencyKey }) =>
    intake.submit(principal.merchantId, {
      input,
      contentHash: hashRequest(input),
      actor: principal.actor,
      ...(idempotencyKey !== undefined && {
        idempotency: { key: idempotencyKey, operation: contracts.placeOrderContract.operation },
      }),
    }),
  )
  serveCall(app, contracts.placeOrdersContract, async ({ principal, input, idempotencyKey }) => ({
    status: 200,
    body: { results: await placeMany(intake, principal, input.orders, idempotencyKey) },
  }))
}

function serveReading(app: App, findRelated: FindRelated): void {
  const tellBroken = tellBrokenTo(app.runtime.logger)
  serveQuery(app, contracts.listOrdersContract, async (query, input) => {
    const { items, next } = await listOrders(query, input)
    return { items: items.map(viewSummary), next }
  })
  serveQuery(app, contracts.countOrdersContract, async (query, filter) => {
    const isFiltered = Object.values(filter).some((value) => value !== undefined)
    return { stages: await countStages(query), filtered: isFiltered ? await countOrders(query, filter) : null }
  })
  serveQuery(app, contracts.findOrderContract, async (query, { orderId }) => {
    const { order, shipTo, notes, cancellationRequest } = await findOrder(query, orderId, tellBroken)
    return {
      ...viewOrder(order),
      shipTo: shipTo === undefined ? null : viewOfContact(shipTo),
      notes: notes.map((note) => ({ ...note, writtenAt: note.writtenAt.toISOString() })),
      cancellationRequest: viewCancellationRequest(cancellationRequest),
    }
  })
  serveQuery(app, contracts.orderHistoryContract, async (query, { orderId }) => {
    const entries = await findHistory(query, orderId, findRelated)
    return { items: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })) }
  })
  serveQuery(app, contracts.orderSourcingContract, async (query, { orderId }) => {
    const decisions = await findSourcing(query, orderId)
    return { items: decisions.map((decision) => ({ ...decision, at: decision.at.toISOString() })) }
  })
}

function serveChanges(app: App): void {
  serveCommand(app, changes.cancelOrderContract, async (command, input) => viewOrder(await cancelOrder(command, input)))
  serveCommand(app, changes.cancelLineContract, async (command, input) => viewOrder(await cancelLine(command, input)))
  serveCommand(app, changes.renderServicesContract, async (command, input) =>
    viewOrder(await renderOrderServices(command, input)),
  )
  serveCommand(app, changes.holdOrderContract, async (command, input) => viewOrder(await holdOrder(command, input)))
  serveCommand(app, changes.releaseHoldContract, async (command, input) => viewOrder(await releaseHold(command, input)))
  serveCommand(app, changes.writeNoteContract, async (command, input) => {
    const { id, writtenBy, writtenAt } = await writeNote(command, input)
    return { id, writtenBy, writtenAt: writtenAt.toISOString() }
  })
}

function serveSettings(app: App): void {
  serveQuery(app, settings.listChannelsContract, async ({ tx }) => ({ items: await findChannels(tx) }))
  serveCommand(app, settings.setChannelContract, async (command, channel) => {
    await setChannels(command, [channel])
    return channel
  })
  serveQuery(app, settings.findOrderSettingsContract, ({ tx }) => findOrderSettings(tx))
  serveCommand(app, settings.setOrderSettingsContract, async (command, wanted) => {
    await setOrderSettings(command, wanted)
    return wanted
  })
}
