import type { NewRow } from '../../src/platform/db/bulk.ts'
import { namedId, newId } from '../../src/platform/ids.ts'
import { type ShopIds, shopTime } from './healthy-ids.ts'

type Event = NewRow<'events'>
type Step = readonly [type: string, to: string, stage?: string]

/** The history of everything in a healthy shop. */
export function shopEvents(id: ShopIds): Event[] {
  return [
    ...orderHistories(id),
    ...workHistories(id),
    ...history('shipment', id.delivered, [
      ['shipped', 'shipped'],
      ['delivered', 'delivered'],
    ]),
    ...history('shipment', id.onItsWay, [['shipped', 'shipped']]),
    ...[id.paid, id.channelPicking, id.channelHeld].flatMap((payment) =>
      history('payment', payment, [['captured', 'captured']]),
    ),
    ...history('shipment', id.labelled, [['label_created', 'label_created']]),
    ...history('shipment', id.spoiled, [
      ['label_created', 'label_created'],
      ['voided', 'voided'],
    ]),
    ...refundHistory(id),
    ...approvalHistories(id),
    ...transferHistory(id),
    ...created('order_note', [id.note]),
    ...created('merchant', [id.merchant]),
    ...created('product', [id.tea]),
    ...created('variant', [id.black]),
    ...created('channel', [namedId(id.merchant, 'channel', 'web')]),
    ...created('tax_class', [namedId(id.merchant, 'tax_class', 'standard')]),
    ...created('order_settings', [namedId(id.merchant, 'order_settings', '')]),
    ...created('import_run', [id.import]),
    ...created('location', [id.north, id.south]),
    ...ofCustomer(id, 'customer.created', created('customer', [id.customer])),
    ...created('api_key', [id.apiKey]),
    ...created('stock_document', [id.receiptNorth, id.receiptSouth]),
    {
      ...event('stock_document', id.damage, 1, 'stock.adjusted'),
      ...{ actor: 'staff:2', data: { approvalId: id.approvedWriteOff, requestedBy: 'staff:1' } },
    },
    event('edit', id.edit, 1, 'edit.made'),
    event('edit', id.edit, 2, 'edit.reverted'),
  ]
}

function orderHistories(id: ShopIds): Event[] {
  const placed: Step = ['placed', 'confirmed', 'processed']
  return [
    ...ofCustomer(
      id,
      'order.placed',
      history('order', id.picking, [
        placed,
        ['picked', 'confirmed', 'processed'],
        ['short_picked', 'confirmed', 'processed'],
        ['allocated', 'confirmed', 'processed'],
      ]),
    ),
    ...history('order', id.completed, [
      placed,
      ['picked', 'confirmed', 'processed'],
      ['shipped', 'confirmed', 'shipped'],
      ['delivered', 'confirmed', 'shipped'],
      ['paid', 'completed', 'completed'],
    ]),
    ...history('order', id.awaiting, [['placed', 'submitted', 'pending']]),
    ...history('order', id.cancelled, [placed, ['cancelled', 'cancelled', 'cancelled']]),
    ...history('order', id.bundled, [placed]),
    ...history('order', id.partial, [
      placed,
      ['line_cancelled', 'confirmed', 'processed'],
      ['picked', 'confirmed', 'processed'],
      ['shipped', 'confirmed', 'shipped'],
      ['paid', 'confirmed', 'shipped'],
      ['paid', 'confirmed', 'shipped'],
    ]),
    ...history('order', id.held, [placed, ['held', 'confirmed', 'processed']]),
    ...history('order', id.requested, [
      placed,
      ['picked', 'confirmed', 'processed'],
      ['cancellation_requested', 'confirmed', 'processed'],
    ]),
  ]
}

function workHistories(id: ShopIds): Event[] {
  const created: Step = ['created', 'released']
  const picked: Step = ['picked', 'picking']
  return [
    ...history('fulfillment_order', id.pickingNorth, [created, picked, ['short_picked', 'picking']]),
    ...history('fulfillment_order', id.pickingSouth, [created]),
    ...history('fulfillment_order', id.completedWork, [created, picked, ['packed', 'packed'], ['closed', 'closed']]),
    ...history('fulfillment_order', id.cancelledWork, [created, ['cancelled', 'cancelled']]),
    ...history('fulfillment_order', id.bundledNorth, [created]),
    ...history('fulfillment_order', id.bundledSouth, [created, ['held', 'on_hold']]),
    ...history('fulfillment_order', id.partialWork, [created, picked, ['shipped', 'picking']]),
    ...history('fulfillment_order', id.requestedWork, [created, picked]),
  ]
}

/** The refund is what an approval did: who approved it did it. */
function refundHistory(id: ShopIds): Event[] {
  const [recorded, refunded] = history('payment', id.refunded, [
    ['recorded', 'captured'],
    ['refunded', 'captured'],
  ]) as [Event, Event]
  const data = { ...(refunded.data as object), amount: 100, approvalId: id.approvedRefund, requestedBy: 'staff:1' }
  return [recorded, { ...refunded, actor: 'staff:2', data }]
}

function approvalHistories(id: ShopIds): Event[] {
  const requested: Step = ['requested', 'requested']
  return [
    ...history('approval', id.approvedWriteOff, [requested, ['approved', 'approved']]),
    ...history('approval', id.approvedRefund, [requested, ['approved', 'approved']]),
    ...history('approval', id.openApproval, [requested]),
  ]
}

/** A transfer's own `from` and `to` are its places. */
function transferHistory(id: ShopIds): Event[] {
  const steps = ['draft', 'ready', 'in_transit', 'partially_received']
  return steps.map((status, index) => ({
    ...event('stock_transfer', id.transfer, index + 1, 'stock.transfer_changed'),
    data: { from: id.north, to: id.south, statusFrom: steps[index - 1] ?? null, statusTo: status },
  }))
}

function history(objectType: string, objectId: string, steps: readonly Step[]): Event[] {
  return steps.map(([verb, to, stageTo], index) => {
    const [, from = null, stageFrom = null] = steps[index - 1] ?? []
    const stages = stageTo === undefined ? {} : { stageFrom, stageTo }
    return { ...event(objectType, objectId, index + 1, `${objectType}.${verb}`), data: { from, to, ...stages } }
  })
}

/** Those of a type stand in the customer's timeline. */
function ofCustomer(id: ShopIds, type: string, events: readonly Event[]): Event[] {
  return events.map((event) => ({ ...event, subjectId: event.type === type ? id.customer : null }))
}

function created(objectType: string, ids: readonly string[]): Event[] {
  return ids.map((objectId) => event(objectType, objectId, 1, `${objectType}.created`))
}

function event(objectType: string, objectId: string, version: number, type: string): Event {
  const told = {
    type,
    actor: 'system:test',
    at: shopTime,
    data: {},
    entryId: newId(shopTime),
    origin: null,
    subjectId: null,
  }
  return { objectId, version, objectType, ...told }
}
