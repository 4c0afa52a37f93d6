import { type ShopIds, type ShopRows, shopTime } from './healthy-ids.ts'

type Line = {
  lineNumber: number
  parentLineNumber?: number
  variantId: string
  kind?: string
  quantity: number
  /** Minor units each; 0 for a component, whose share stands in `lineTotal`. */
  each: number
  lineTotal?: number
  discount?: number
  shipping?: number
  tax?: number
  counts?: Partial<
    Record<'cancelled' | 'backordered' | 'reserved' | 'allocated' | 'picked' | 'shipped' | 'delivered', number>
  >
}

type OrderShape = {
  number: number
  status: string
  paymentStatus: string
  fulfillmentStatus: string
  stage: string
  version: number
  terms: string
  contactId: string
  taxIncluded?: boolean
  cancelledTotal?: number
  captured?: number
  refunded?: number
  lines: Line[]
}

const rate = 1300

type Contacts = { known: string; guest: string; erased: string }

/** Eight orders: being picked, completed, awaiting payment, cancelled, a bundle, shipped in part, held, asked to be cut. */
export function orderRows(
  id: ShopIds,
  shop: { currency: string; pricePerMinor: number; contactIds: Contacts },
): ShopRows {
  const shapes = Object.entries({ ...smallOrders(id, shop.contactIds), ...largeOrders(id, shop.contactIds) })
  return {
    orders: shapes.map(([orderId, shape]) => header(orderId, shape, shop.currency, id)),
    order_lines: shapes.flatMap(([orderId, shape]) =>
      shape.lines.map((line) => lineRow(orderId, line, shop.pricePerMinor)),
    ),
    ...recordRows(
      id,
      shapes.map(([orderId]) => orderId),
    ),
  }
}

/** Of one line each. */
function smallOrders(id: ShopIds, { guest, erased }: Contacts): Record<string, OrderShape> {
  const line = (variantId: string, quantity: number, each: number, counts: Line['counts'] = {}) => {
    return [{ lineNumber: 1, variantId, quantity, each, tax: taxInside(quantity * each), counts }]
  }
  return {
    [id.completed]: {
      ...states('completed', 'completed', 'paid', 'delivered'),
      ...{ number: 2, version: 5, terms: 'cash_on_delivery', contactId: erased, captured: 2000 },
      lines: line(id.black, 2, 1000, { picked: 2, shipped: 2, delivered: 2 }),
    },
    [id.awaiting]: {
      ...states('submitted', 'pending', 'unpaid', 'unallocated'),
      ...{ number: 3, version: 1, terms: 'awaiting_payment', contactId: guest },
      lines: line(id.black, 1, 1000, { reserved: 1 }),
    },
    [id.cancelled]: {
      ...states('cancelled', 'cancelled', 'voided', 'unallocated'),
      ...{ number: 4, version: 2, terms: 'on_account', contactId: guest, cancelledTotal: 2000 },
      lines: line(id.black, 2, 1000, { cancelled: 2 }),
    },
    [id.partial]: {
      ...states('confirmed', 'shipped', 'partially_refunded', 'partially_shipped'),
      ...{ number: 6, version: 6, terms: 'cash_on_delivery', contactId: guest },
      ...{ captured: 500, refunded: 100, cancelledTotal: 300 },
      lines: line(id.green, 10, 300, { cancelled: 1, backordered: 7, allocated: 1, picked: 1, shipped: 1 }),
    },
    [id.held]: {
      ...states('confirmed', 'processed', 'paid', 'allocated'),
      ...{ number: 7, version: 2, terms: 'prepaid', contactId: guest, captured: 1000 },
      lines: line(id.black, 1, 1000, { allocated: 1 }),
    },
    [id.requested]: {
      ...states('confirmed', 'processed', 'unpaid', 'picking'),
      ...{ number: 8, version: 3, terms: 'on_account', contactId: guest },
      lines: line(id.black, 3, 1000, { allocated: 3, picked: 2 }),
    },
  }
}

/** With a service, and with a bundle whose tax comes on top. */
function largeOrders(id: ShopIds, { known, guest }: Contacts): Record<string, OrderShape> {
  return {
    [id.picking]: {
      ...states('confirmed', 'processed', 'paid', 'picking'),
      ...{ number: 1, version: 4, terms: 'prepaid', contactId: known, captured: 3824 },
      lines: [
        {
          ...{ lineNumber: 1, variantId: id.black, quantity: 3, each: 1000 },
          ...{ discount: 60, shipping: 79, tax: taxInside(3019), counts: { allocated: 3, picked: 1 } },
        },
        {
          ...{ lineNumber: 2, variantId: id.green, quantity: 2, each: 300 },
          ...{ discount: 12, shipping: 16, tax: taxInside(604), counts: { allocated: 2 } },
        },
        {
          ...{ lineNumber: 3, variantId: id.wrapping, kind: 'service', quantity: 1, each: 200 },
          ...{ discount: 4, shipping: 5, tax: taxInside(201) },
        },
      ],
    },
    [id.bundled]: {
      ...states('confirmed', 'processed', 'unpaid', 'allocated'),
      ...{ number: 5, version: 1, terms: 'on_account', contactId: guest, taxIncluded: false },
      lines: [
        {
          ...{ lineNumber: 1, variantId: id.set, kind: 'bundle', quantity: 2, each: 1500 },
          ...{ discount: 150, shipping: 80, tax: 381 },
        },
        {
          ...{ lineNumber: 2, parentLineNumber: 1, variantId: id.black, quantity: 2, each: 0, lineTotal: 1875 },
          ...{ discount: 94, shipping: 50, tax: 238, counts: { allocated: 2 } },
        },
        {
          ...{ lineNumber: 3, parentLineNumber: 1, variantId: id.green, quantity: 4, each: 0, lineTotal: 1125 },
          ...{ discount: 56, shipping: 30, tax: 143, counts: { allocated: 4 } },
        },
      ],
    },
  }
}

function states(status: string, stage: string, paymentStatus: string, fulfillmentStatus: string) {
  return { status, stage, paymentStatus, fulfillmentStatus }
}

function taxInside(amount: number): number {
  return Math.round((amount * rate) / (10_000 + rate))
}

function header(id: string, shape: OrderShape, currency: string, ids: ShopIds) {
  const { lines, terms, taxIncluded = true, cancelledTotal = 0, captured = 0, refunded = 0, ...rest } = shape
  const priced = lines.filter((line) => line.parentLineNumber === undefined)
  const sum = (amountOf: (line: Line) => number) => priced.reduce((total, line) => total + amountOf(line), 0)
  const linesTotal = sum((line) => line.each * line.quantity)
  const discountTotal = sum((line) => line.discount ?? 0)
  const shippingTotal = sum((line) => line.shipping ?? 0)
  const taxTotal = sum((line) => line.tax ?? 0)
  const isAwaited = terms === 'awaiting_payment'
  return {
    ...{ id, ...rest, channel: 'web', source: 'web', externalId: `E-${shape.number}` },
    // Of what an erased person ordered, the hash is gone.
    contentHash: Buffer.alloc(id === ids.completed ? 0 : 32),
    ...{
      currency,
      linesTotal,
      discountTotal,
      shippingTotal,
      taxTotal,
      taxIncluded,
      cancelledTotal,
      captured,
      refunded,
    },
    total: linesTotal - discountTotal + shippingTotal + (taxIncluded ? 0 : taxTotal),
    customerId: id === ids.picking ? ids.customer : null,
    ...{ tier: 'standard', destinationCountry: 'CN', paymentTerms: terms },
    expiresAt: isAwaited ? new Date('2026-01-06T08:00:00Z') : null,
    ...{ placedAt: shopTime, updatedAt: shopTime },
  }
}

function lineRow(orderId: string, line: Line, pricePerMinor: number) {
  const { counts, each, kind = 'stocked', ...rest } = line
  const none = {
    cancelled: 0,
    unallocated: 0,
    backordered: 0,
    reserved: 0,
    allocated: 0,
    picked: 0,
    shipped: 0,
    delivered: 0,
  }
  return {
    ...{ orderId, kind, sku: kind, name: kind, lineTotal: each * line.quantity, discount: 0, shipping: 0, tax: 0 },
    ...{ ...rest, ...none, ...counts },
    ...{ unitPrice: each * pricePerMinor, taxRateBasisPoints: rate },
  }
}

function recordRows(id: ShopIds, orderIds: readonly string[]): ShopRows {
  const hold = { detail: '', placedAt: shopTime, placedBy: 'system:intake' }
  const allocation = (orderId: string, lineNumber: number, allocationNumber: number, goods: object) => ({
    ...{
      orderId,
      lineNumber,
      allocationNumber,
      itemId: id.black,
      locationId: id.north,
      quantity: 1,
      status: 'allocated',
    },
    ...goods,
  })
  return {
    order_holds: [
      { ...hold, orderId: id.awaiting, id: id.paymentHold, kind: 'payment', reason: 'payment_awaited' },
      { ...hold, orderId: id.held, id: id.manualHold, kind: 'manual', reason: 'call_first' },
    ],
    order_notes: [{ orderId: id.picking, id: id.note, text: '请电话联系', writtenBy: 'staff:1', writtenAt: shopTime }],
    order_cancellations: cancellationRows(id),
    sourcing_decisions: orderIds.map((orderId) => {
      return { orderId, decisionNumber: 1, at: shopTime, decision: { outcome: 'single' } }
    }),
    idempotency_keys: [
      {
        ...{ key: 'K-1', operation: 'placeOrder', requestHash: Buffer.alloc(32), status: 201, createdAt: shopTime },
        answer: JSON.stringify({ id: id.picking, number: 1 }),
      },
    ],
    order_counts: [
      ...[
        { stage: 'pending', orders: 1 },
        { stage: 'processed', orders: 4 },
        { stage: 'shipped', orders: 1 },
        { stage: 'completed', orders: 1 },
        { stage: 'cancelled', orders: 1 },
      ],
    ],
    allocations: [
      allocation(id.picking, 1, 1, { quantity: 3 }),
      allocation(id.picking, 2, 1, { itemId: id.green }),
      allocation(id.picking, 2, 2, { itemId: id.green, status: 'released' }),
      allocation(id.picking, 2, 3, { itemId: id.green, locationId: id.south }),
      allocation(id.completed, 1, 1, { quantity: 2, status: 'shipped' }),
      allocation(id.cancelled, 1, 1, { quantity: 2, status: 'released' }),
      allocation(id.bundled, 2, 1, { quantity: 2 }),
      allocation(id.bundled, 3, 1, { itemId: id.green, locationId: id.south, quantity: 4 }),
      allocation(id.partial, 1, 1, { itemId: id.green, locationId: id.south }),
      allocation(id.partial, 1, 2, { itemId: id.green, locationId: id.south, status: 'shipped' }),
      allocation(id.held, 1, 1, { locationId: id.south }),
      allocation(id.requested, 1, 1, { quantity: 3 }),
    ],
    order_places: [
      ...[id.picking, id.completed, id.cancelled, id.bundled, id.requested].map((orderId) => {
        return { locationId: id.north, orderId }
      }),
      ...[id.picking, id.bundled, id.partial, id.held].map((orderId) => ({ locationId: id.south, orderId })),
    ],
    reservations: [
      {
        ...{ orderId: id.awaiting, lineNumber: 1, reservationNumber: 1, itemId: id.black, locationId: id.north },
        ...{ quantity: 1, status: 'held', expiresAt: new Date('2026-01-06T08:00:00Z') },
      },
    ],
  }
}

/** Of an order whole, of a line, and one that waits for the place that has the goods in hand. */
function cancellationRows(id: ShopIds) {
  const asked = { reason: 'changed mind', requestedBy: 'staff:1', requestedAt: shopTime }
  const accepted = { ...asked, status: 'accepted', decidedBy: 'staff:1', decidedAt: shopTime }
  return [
    { ...accepted, orderId: id.cancelled, id: id.cancellation },
    { ...accepted, orderId: id.partial, id: id.lineCancellation, lines: [{ lineNumber: 1, quantity: 1 }] },
    { ...asked, orderId: id.requested, id: id.request, status: 'requested', lines: [{ lineNumber: 1, quantity: 2 }] },
  ]
}

/** What the places did for the orders, the parcels that left, and the labels under which nothing has. */
export function fulfillmentRows(id: ShopIds): ShopRows {
  const work = (workId: string, orderId: string, status: string, version: number, locationId = id.north) => ({
    ...{ id: workId, orderId, locationId, status, version, createdAt: shopTime, updatedAt: shopTime },
  })
  const line = (fulfillmentOrderId: string, orderId: string, lineNumber: number, counts: object) => ({
    ...{ fulfillmentOrderId, orderId, lineNumber, allocationNumber: 1, itemId: id.black },
    ...{ quantity: 1, picked: 0, short: 0, packed: 0, shipped: 0, cancelled: 0, ...counts },
  })
  return {
    fulfillment_orders: [
      work(id.pickingNorth, id.picking, 'picking', 3),
      work(id.pickingSouth, id.picking, 'released', 1, id.south),
      work(id.completedWork, id.completed, 'closed', 4),
      work(id.cancelledWork, id.cancelled, 'cancelled', 2),
      work(id.bundledNorth, id.bundled, 'released', 1),
      work(id.bundledSouth, id.bundled, 'on_hold', 2, id.south),
      work(id.partialWork, id.partial, 'picking', 3, id.south),
      work(id.requestedWork, id.requested, 'picking', 2),
    ],
    fulfillment_lines: [
      line(id.pickingNorth, id.picking, 1, { quantity: 3, picked: 1 }),
      line(id.pickingNorth, id.picking, 2, { itemId: id.green, quantity: 2, short: 1 }),
      line(id.pickingSouth, id.picking, 2, { itemId: id.green, allocationNumber: 3 }),
      line(id.completedWork, id.completed, 1, { quantity: 2, picked: 2, packed: 2, shipped: 2 }),
      line(id.cancelledWork, id.cancelled, 1, { quantity: 2, cancelled: 2 }),
      line(id.bundledNorth, id.bundled, 2, { quantity: 2 }),
      line(id.bundledSouth, id.bundled, 3, { itemId: id.green, quantity: 4 }),
      line(id.partialWork, id.partial, 1, { itemId: id.green, quantity: 2, picked: 1, packed: 1, shipped: 1 }),
      line(id.requestedWork, id.requested, 1, { quantity: 3, picked: 2 }),
    ],
    fulfillment_holds: [
      {
        ...{ fulfillmentOrderId: id.bundledSouth, id: id.placeHold, reason: 'stocktaking' },
        ...{ placedAt: shopTime, placedBy: 'staff:1' },
      },
    ],
    ...parcelRows(id),
  }
}

function parcelRows(id: ShopIds): ShopRows {
  const shipment = { carrier: 'SF', shippedAt: shopTime, createdAt: shopTime }
  const label = {
    ...{ carrier: 'SF', fulfillmentOrderId: id.pickingNorth, orderId: id.picking, locationId: id.north },
    createdAt: shopTime,
  }
  return {
    shipments: [
      {
        ...{ ...shipment, id: id.delivered, fulfillmentOrderId: id.completedWork, orderId: id.completed },
        ...{ locationId: id.north, trackingNumber: 'SF-1', status: 'delivered', version: 2, deliveredAt: shopTime },
      },
      {
        ...{ ...shipment, id: id.onItsWay, fulfillmentOrderId: id.partialWork, orderId: id.partial },
        ...{ locationId: id.south, trackingNumber: 'SF-2', status: 'shipped', version: 1 },
      },
      {
        ...{ ...label, id: id.labelled, trackingNumber: 'SF-3', status: 'label_created', version: 1 },
      },
      {
        ...{ ...label, id: id.spoiled, trackingNumber: 'SF-4', status: 'voided', version: 2 },
      },
    ],
    shipment_lines: [
      { shipmentId: id.delivered, orderId: id.completed, lineNumber: 1, allocationNumber: 1, quantity: 2 },
      { shipmentId: id.onItsWay, orderId: id.partial, lineNumber: 1, allocationNumber: 1, quantity: 1 },
      { shipmentId: id.labelled, orderId: id.picking, lineNumber: 1, allocationNumber: 1, quantity: 2 },
      { shipmentId: id.spoiled, orderId: id.picking, lineNumber: 1, allocationNumber: 1, quantity: 3 },
    ],
    tracking_events: [
      {
        ...{ shipmentId: id.delivered, occurredAt: shopTime, code: 'delivered', place: '', description: '' },
        receivedAt: shopTime,
      },
    ],
  }
}

/** The payments of the orders, those that their channels took first. */
export function paymentRows(id: ShopIds, currency: string): ShopRows {
  const payment = { reference: '', currency, status: 'captured', createdAt: shopTime }
  const transaction = { kind: 'capture', actor: 'staff:1', at: shopTime }
  return {
    payments: [
      {
        ...{ ...payment, id: id.channelPicking, orderId: id.picking, method: 'channel', version: 1 },
        ...{ amount: 3824, captured: 3824, refunded: 0 },
      },
      {
        ...{ ...payment, id: id.channelHeld, orderId: id.held, method: 'channel', version: 1 },
        ...{ amount: 1000, captured: 1000, refunded: 0 },
      },
      {
        ...{ ...payment, id: id.paid, orderId: id.completed, method: 'cash_on_delivery', version: 1 },
        ...{ amount: 2000, captured: 2000, refunded: 0 },
      },
      {
        ...{ ...payment, id: id.refunded, orderId: id.partial, method: 'cash', version: 2 },
        ...{ amount: 500, captured: 500, refunded: 100 },
      },
    ],
    payment_transactions: [
      { ...transaction, paymentId: id.channelPicking, id: id.captured3, amount: 3824 },
      { ...transaction, paymentId: id.channelHeld, id: id.captured4, amount: 1000 },
      { ...transaction, paymentId: id.paid, id: id.captured1, amount: 2000 },
      { ...transaction, paymentId: id.refunded, id: id.captured2, amount: 500 },
      { ...transaction, paymentId: id.refunded, id: id.refund, kind: 'refund', amount: 100 },
    ],
  }
}

/** What two people were asked for: a write-off and a refund that were done, and one that waits. */
export function approvalRows(id: ShopIds, currency: string): ShopRows {
  const approval = {
    ...{
      input: {},
      reason: '',
      locationId: null,
      orderId: null,
      amount: null,
      currency: null,
      quantity: null,
      note: '',
    },
    ...{ requestedBy: 'staff:1', requestedAt: shopTime, expiresAt: new Date('2999-01-01T00:00:00Z') },
  }
  const approved = { status: 'approved', decidedBy: 'staff:2', decidedAt: shopTime, version: 2 }
  const open = {
    status: 'requested',
    decidedBy: null,
    decidedAt: null,
    effectId: null,
    effectVersion: null,
    version: 1,
  }
  return {
    approvals: [
      {
        ...{ ...approval, ...approved, id: id.approvedWriteOff, kind: 'write_off', quantity: 1 },
        ...{ locationId: id.north, effectId: id.damage, effectVersion: 1 },
      },
      {
        ...{ ...approval, ...approved, id: id.approvedRefund, kind: 'refund', amount: 100, currency },
        ...{ orderId: id.partial, effectId: id.refunded, effectVersion: 2 },
      },
      { ...approval, ...open, id: id.openApproval, kind: 'write_off', quantity: 2, locationId: id.north },
    ],
    edits: [
      {
        ...{ id: id.edit, kind: 'prices_set', rowCount: 1, madeBy: 'staff:1', madeAt: shopTime },
        ...{ revertedBy: 'staff:2', revertedAt: shopTime, version: 2 },
      },
    ],
    edit_rows: [{ editId: id.edit, rowNumber: 1, objectId: id.black, before: [], after: [], outcome: 'reverted' }],
  }
}
