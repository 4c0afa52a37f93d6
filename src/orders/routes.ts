import type { Contact, Receiver } from '../customers/contact.ts'
import { tellBrokenTo } from '../customers/contact-queries.ts'
import { maskContact } from '../customers/masking.ts'
import { serveDisclosure } from '../customers/serve-disclosure.ts'
import type { Batcher } from '../platform/batch.ts'
import { type Answer, hashRequest, type QueryContext, runQuery } from '../platform/command.ts'
import type { App, Principal } from '../platform/http/app.ts'
import { serveCall, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { isWithin, requireEverywhere, requireWithin } from '../platform/scope.ts'
import { cancelLine } from './cancel-lines.ts'
import { cancelOrder } from './cancel-order.ts'
import * as changes from './change-contract.ts'
import * as contracts from './contract.ts'
import { countWithStages } from './count-queries.ts'
import { type FindRelated, findHistory, findOrder, findSourcing } from './detail-queries.ts'
import { discloseOrder } from './disclose-order.ts'
import { resolveReceiver } from './entry/resolve-receiver.ts'
import { serveEntry } from './entry/routes.ts'
import { foretellOrders } from './foretell-queries.ts'
import { holdOrder, releaseHold } from './hold-order.ts'
import { placeMany } from './intake/place-many.ts'
import type { PlaceOrderItem } from './intake/place-order-item.ts'
import type { Intake } from './intake/place-orders.ts'
import type { PreviewOrder } from './intake/preview-order.ts'
import { listLackingGoodsContract } from './lacking-goods/contract.ts'
import { listLackingGoods } from './lacking-goods/lacking-queries.ts'
import { listOrders } from './list-queries.ts'
import { lookUpOrders } from './lookup-queries.ts'
import { channelScope } from './order.ts'
import { findChannels, findOrderSettings } from './order-queries.ts'
import { viewCancellationRequest, viewOrder, viewSummary } from './order-view.ts'
import { reinstateLine } from './reinstate-line.ts'
import { reinstateOrder } from './reinstate-order.ts'
import { renderOrderServices } from './render-services.ts'
import { type OrderRow, withRecords } from './row-queries.ts'
import * as settings from './settings-contract.ts'
import { setChannels, setOrderSettings } from './settings-store.ts'
import { serveSpending } from './spending/routes.ts'
import { listStockUsesContract } from './stock-uses/contract.ts'
import { listStockUses } from './stock-uses/use-queries.ts'
import { serveTimeline } from './timeline/routes.ts'
import { writeNote } from './write-note.ts'

/** How orders are taken: together, for trial, and what both decide with. */
export type OrderIntake = { batcher: Batcher<PlaceOrderItem, Answer>; preview: PreviewOrder; intake: Intake }

/** Serves everything about orders. Orders that arrive together are placed together by `intake`. */
export function serveOrders(app: App, intake: OrderIntake, findRelated: FindRelated): void {
  serveIntake(app, intake)
  serveLists(app)
  serveEntry(app, intake.intake)
  serveReading(app, findRelated)
  serveTimeline(app)
  serveSpending(app)
  serveChanges(app)
  serveSettings(app)
  foretellOrders(app)
}

function serveIntake(app: App, { batcher, preview }: OrderIntake): void {
  serveCall(
    app,
    contracts.placeOrderContract,
    async (call) => {
      const { principal, idempotencyKey } = call
      const { actor, origin } = principal
      requireWithin(principal.scope, channelScope, { name: call.input.channel, field: 'channel' })
      const { draftId, ...written } = call.input
      const shipTo = await receiverOf(app, principal, written.shipTo)
      const item = {
        ...{ input: { ...written, shipTo }, contentHash: hashRequest(call.input), actor, origin },
        ...(draftId !== undefined && { draftId }),
      }
      if (call.preview) return preview(principal.merchantId, item)
      return batcher.submit(principal.merchantId, {
        ...item,
        ...(idempotencyKey !== undefined && {
          idempotency: { key: idempotencyKey, operation: contracts.placeOrderContract.operation },
        }),
      })
    },
    'previews',
  )
  serveCall(app, contracts.placeOrdersContract, async ({ principal, input, idempotencyKey }) => ({
    status: 200,
    body: { results: await placeMany(batcher, principal, input.orders, idempotencyKey) },
  }))
}

/** A contact that is known is read first, in a transaction of its own: a contact never changes. */
function receiverOf({ runtime }: App, principal: Principal, receiver: Receiver): Promise<Contact> | Contact {
  if (receiver.kind !== 'of_customer' && receiver.kind !== 'of_order') return receiver
  return runQuery(runtime, principal, (query) => resolveReceiver(query, receiver))
}

function serveReading(app: App, findRelated: FindRelated): void {
  const tellBroken = tellBrokenTo(app.runtime.logger)
  serveQuery(app, contracts.findOrderContract, async (query, { orderId }) => {
    const { order, shipTo, notes, cancellationRequest, pictures } = await findOrder(query, orderId, tellBroken)
    return {
      ...viewOrder(order),
      shipTo: shipTo === undefined ? null : maskContact(shipTo),
      notes: notes.map((note) => ({ ...note, writtenAt: note.writtenAt.toISOString() })),
      cancellationRequest: viewCancellationRequest(cancellationRequest),
      pictures: Object.fromEntries(pictures),
    }
  })
  serveDisclosure(app, contracts.discloseOrderContract, discloseOrder)
  serveQuery(app, contracts.orderHistoryContract, async (query, { orderId }) => {
    const entries = await findHistory(query, orderId, findRelated)
    return { items: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })) }
  })
  serveQuery(app, contracts.orderSourcingContract, async (query, { orderId }) => {
    const decisions = await findSourcing(query, orderId)
    return { items: decisions.map((decision) => ({ ...decision, at: decision.at.toISOString() })) }
  })
  serveQuery(app, listLackingGoodsContract, async ({ tx, scope }, page) => {
    // They are of all orders and all places.
    requireEverywhere(scope)
    const { items, next } = await listLackingGoods(tx, page)
    return { items: items.map((goods) => ({ ...goods, since: goods.since.toISOString() })), next }
  })
  serveQuery(app, listStockUsesContract, async (query, input) => {
    const { items, next } = await listStockUses(query, input)
    return {
      items: items.map((use) => ({
        ...use,
        placedAt: use.placedAt.toISOString(),
        expiresAt: use.expiresAt?.toISOString() ?? null,
      })),
      next,
    }
  })
}

function serveLists(app: App): void {
  const tellBroken = tellBrokenTo(app.runtime.logger)
  const view = async (query: QueryContext, rows: readonly OrderRow[]) =>
    (await withRecords(query, rows, tellBroken)).map(viewSummary)
  serveQuery(app, contracts.listOrdersContract, async (query, input) => {
    const { items, next } = await listOrders(query, input)
    return { items: await view(query, items), next }
  })
  serveQuery(app, contracts.countOrdersContract, (query, { exact, ...filter }) =>
    countWithStages(query, { ...filter, isExact: exact === 'true' }),
  )
  serveQuery(app, contracts.lookUpOrdersContract, async (query, { numbers }) => {
    const { items, ...outcome } = await lookUpOrders(query, numbers)
    return { items: await view(query, items), ...outcome }
  })
}

function serveChanges(app: App): void {
  serveCommand(app, changes.cancelOrderContract, async (command, input) => viewOrder(await cancelOrder(command, input)))
  serveCommand(app, changes.cancelLineContract, async (command, input) => viewOrder(await cancelLine(command, input)))
  serveCommand(app, changes.reinstateOrderContract, async (command, input) =>
    viewOrder(await reinstateOrder(command, input)),
  )
  serveCommand(app, changes.reinstateLineContract, async (command, input) =>
    viewOrder(await reinstateLine(command, input)),
  )
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
  serveQuery(app, settings.listChannelsContract, async ({ tx, scope }) => ({
    items: (await findChannels(tx)).filter(({ code }) => isWithin(scope, channelScope, code)),
  }))
  serveCommand(app, settings.setChannelContract, async (command, channel) => {
    requireWithin(command.scope, channelScope, { name: channel.code, field: 'code' })
    await setChannels(command, [channel])
    return channel
  })
  serveQuery(app, settings.findOrderSettingsContract, ({ tx }) => findOrderSettings(tx))
  serveCommand(app, settings.setOrderSettingsContract, async (command, wanted) => {
    // They hold for all channels and places.
    requireEverywhere(command.scope)
    await setOrderSettings(command, wanted)
    return wanted
  })
}
