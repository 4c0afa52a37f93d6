import { samplePicture } from '../support/pictures.ts'
import type { Known } from './open-shop.ts'
import type { Request } from './valid-requests.ts'

/** A request that succeeds, with every field that takes a text: the `n`-th of its kind, on objects of its own where it must. */
export type CompleteRequest = (known: Known, n: number) => Partial<Request>

const at = (known: Known, name: string, n = 0): string => {
  const values = known[name] ?? []
  return values[n % Math.max(values.length, 1)] ?? ''
}

/** Two ids that belong together. */
const pair = (known: Known, names: string, n = 0): [string, string] => {
  const [first = '', second = ''] = at(known, names, n).split(' ')
  return [first, second]
}

const contact = (n: number) => ({
  ...{ name: `Name ${n}`, phone: `137${String(n).padStart(8, '0')}`, email: `n${n}@example.com`, company: 'Company' },
  ...{ country: 'CN', province: 'Province', city: 'City', district: 'District', street: 'Street', postcode: '310000' },
})

const masked = (n: number) => ({
  kind: 'platform_masked',
  masked: {
    ...{ platform: 'douyin', token: `token-${n}`, buyerId: `buyer-${n}`, name: '张**', phone: '138****8000' },
    ...{ street: '**路**号', virtualPhone: '18412345678-1234', expiresAt: '2999-01-01T00:00:00Z' },
    ciphertexts: { name: 'Name', phone: 'Phone', street: 'Street' },
  },
  ...{ country: 'CN', province: 'Province', city: 'City', district: 'District' },
})

const place = {
  ...{ kind: 'store', fulfils: true, priority: 3, country: 'CN', longitude: 120.1, latitude: 30.2 },
  timeZone: 'Asia/Shanghai',
}

/** In a shop in which everything is handled there is none. */
const deadLetter = (known: Known, n: number) => {
  const place = at(known, 'subscriber objectId version', n) || `order_figures ${at(known, 'orderId')} 1`
  const [subscriber = '', objectId = '', version = ''] = place.split(' ')
  return { subscriber, objectId, version }
}

const order = (known: Known, n: number) => ({
  channel: at(known, 'channel'),
  externalId: `complete-${n}`,
  customer: { contact: contact(n), code: `complete-${n}` },
  shipTo: contact(n),
  currency: 'CNY',
  lines: [
    { sku: at(known, 'sku'), quantity: 5 },
    { variantId: at(known, 'variantId', 1), quantity: 5, unitPrice: '12.5' },
  ],
  shipping: 100,
  discount: 50,
  payment: { terms: 'on_account' },
  requestedDeliveryOn: '2999-05-01',
  note: 'Note',
})

const prices = [{ currency: 'CNY', price: '11.00' }]

const product = (n: number) => ({
  name: 'Product',
  category: 'Category',
  variants: [
    {
      ...{
        sku: `complete-${n}`,
        barcode: `complete-${n}`,
        name: 'Variant',
        options: { colour: 'red' },
        kind: 'stocked',
      },
      ...{ unit: 'piece', weightGrams: 10, taxClass: 'standard' },
    },
    { sku: `complete-set-${n}`, kind: 'bundle', components: [{ sku: `complete-${n}`, quantity: 2 }] },
  ],
})

const draft = (known: Known) => ({
  ...{ channel: at(known, 'channel'), contact: contact(1), currency: 'CNY', keepCustomer: true },
  lines: [{ sku: at(known, 'sku'), quantity: '5', unitPrice: '12.5' }],
  ...{ shipping: '1', discount: '2', paymentTerms: 'on_account', requestedDeliveryOn: '2999-05-01', note: 'Note' },
})

const preset = { currency: 'CNY', paymentTerms: 'on_account', shipping: 100, deliveryInDays: 3, note: 'Note' }

const shippedAt = '2025-01-05T08:00:00+08:00'
const parcel = (n: number) => ({ carrier: 'SF', trackingNumber: `complete-${n}`, shippedAt })
const scan = { code: 'in_transit', place: 'Place', description: 'Description' }
const moment = (n: number) => new Date(Date.UTC(2025, 0, 6, 0, 0, n)).toISOString()
const stockLines = (known: Known) => [{ sku: at(known, 'sku'), quantity: 3 }]

const rights = (known: Known) => ({
  ...{ roles: ['store'], locale: 'en' },
  ...{ locationIds: [at(known, 'locationId')], channels: [at(known, 'channel')] },
})

const view = {
  filters: { stage: ['pending'] },
  sort: 'newest',
  columns: [{ key: 'number', width: 120, isFrozen: true }],
  density: 'compact',
}

const disclosure = { purpose: 'delivery', reason: 'Reason' }

/** By operation; what has no body has no text to be given, and is not here. */
export const completeRequests: Record<string, CompleteRequest> = {
  signIn: (known) => ({
    body: { merchant: at(known, 'merchant'), login: at(known, 'login'), password: at(known, 'password') },
  }),
  answerSecondFactor: () => ({ body: { challenge: 'Challenge', code: 'Code' } }),
  askForPasskey: (known) => ({ body: { merchant: at(known, 'merchant') } }),
  readAccessLink: (known, n) => ({ body: { token: at(known, 'token', n) } }),
  useAccessLink: (known, n) => ({ body: { token: at(known, 'token', n), password: at(known, 'password') } }),
  requestPasswordReset: (known) => ({ body: { merchant: at(known, 'merchant'), login: at(known, 'login') } }),
  changeAccount: (_, n) => ({ body: { name: 'Name', email: `own-${n}@example.com`, locale: 'en' } }),
  proveAgain: (known) => ({ body: { password: at(known, 'password') } }),
  changePassword: (known) => ({ body: { current: at(known, 'current'), password: at(known, 'password') } }),
  changeMerchant: (_, n) => ({ body: { name: `Shop ${n}` } }),
  setSecuritySettings: () => ({ body: { secondFactor: 'optional', idleMinutes: 480, sessionHours: 168 } }),
  inviteStaff: (known, n) => ({ body: { name: 'Name', email: `staff-${n}@example.com`, ...rights(known) } }),
  changeStaff: (known, n) => ({
    path: { staffId: at(known, 'staffId', n) },
    body: { name: 'Name', email: `changed-${n}@example.com`, ...rights(known) },
  }),
  createRole: (_, n) => ({ body: { code: `role_${n}`, name: 'Role', permissions: ['orders.read'] } }),
  changeRole: (known) => ({
    path: { roleId: at(known, 'roleId') },
    body: { name: 'Role', permissions: ['orders.read'] },
  }),
  createApiKey: (known) => ({
    body: {
      ...{ name: 'Key', scopes: ['orders.read'], expiresAt: '2999-01-01T00:00:00Z' },
      ...{ locationIds: [at(known, 'locationId')], channels: [at(known, 'channel')] },
    },
  }),
  startKeyRotation: () => ({ body: { kind: 'search' } }),
  createProduct: (_, n) => {
    const { variants, ...made } = product(n)
    return { body: { ...made, variants: variants.map((variant) => ({ ...variant, prices })) } }
  },
  exportAudit: () => ({ body: { actor: 'key:x', origin: '192.0.2.1', type: 'order' } }),
  createProducts: (_, n) => ({ body: { products: [product(n)] } }),
  changeProduct: (known) => ({
    path: { productId: at(known, 'productId') },
    body: { name: 'Product', category: 'Category' },
  }),
  addPicture: (known, n) => ({
    path: { productId: at(known, 'productId', n) },
    body: { data: samplePicture(n).toString('base64') },
  }),
  removePicture: (known, n) => {
    const [productId, pictureId] = pair(known, 'productId pictureId', n)
    return { path: { productId, pictureId }, body: undefined }
  },
  arrangePictures: (known, n) => ({
    path: { productId: pair(known, 'productId pictureId', 2 * n)[0] },
    body: {
      pictureIds: [pair(known, 'productId pictureId', 2 * n + 1)[1], pair(known, 'productId pictureId', 2 * n)[1]],
    },
  }),
  addVariants: (known, n) => ({
    path: { productId: at(known, 'productId', n) },
    body: { variants: [{ ...product(0).variants[0], sku: `added-${n}`, barcode: `added-${n}`, prices }] },
  }),
  changeVariant: (known, n) => {
    const [productId, variantId] = pair(known, 'productId variantId', n)
    const said = { name: 'Variant', options: { colour: 'red' }, unit: 'piece', weightGrams: 10, taxClass: 'standard' }
    return { path: { productId, variantId }, body: { ...said, barcode: `changed-${n}` } }
  },
  setBarcodeSettings: () => ({ body: { prefix: '21' } }),
  assignBarcodes: (known, n) => ({ body: { variantIds: [pair(known, 'productId variantId', n)[1]] } }),
  setPrices: (known) => ({
    path: { variantId: at(known, 'variantId') },
    body: { prices: [{ currency: 'CNY', price: '11.00' }] },
  }),
  changeProducts: (known, n) => ({
    body: { changes: [{ productId: at(known, 'productId', n), name: `Product ${n}`, category: 'Category' }] },
  }),
  setPricesOfMany: (known) => ({
    body: { variants: [{ variantId: at(known, 'variantId'), prices: [{ currency: 'CNY', price: '10.00' }] }] },
  }),
  approve: (known, n) => ({ path: { approvalId: at(known, 'approvalId', n) }, body: { note: 'Note' } }),
  decline: (known, n) => ({ path: { approvalId: at(known, 'approvalId', n) }, body: { note: 'Note' } }),
  setApprovalSettings: () => ({
    body: { refundUpTo: { CNY: 1000 }, writeOffUnitsUpTo: 10, expireAfterDays: 14 },
  }),
  setTaxRate: (_, n) => ({ path: { taxClass: `class ${n}` }, body: { rateBasisPoints: 1300, included: true } }),
  createCustomer: (_, n) => ({ body: { code: `code-${n}`, tier: 'vip', contact: contact(500_000 + n) } }),
  changeCustomer: (known, n) => ({
    path: { customerId: at(known, 'customerId') },
    body: { tier: 'vip', status: 'active', contact: contact(600_000 + n) },
  }),
  createLocation: (_, n) => ({
    body: { ...place, code: `complete-${n}`, name: 'Place', province: '浙江省', city: '杭州市' },
  }),
  changeLocation: (known) => ({
    path: { locationId: at(known, 'locationId', 2) },
    body: { ...place, name: 'Place', province: '浙江省', city: '杭州市', district: '西湖区' },
  }),
  receiveStock: (known) => ({
    body: { locationId: at(known, 'locationId'), reference: 'Reference', lines: stockLines(known) },
  }),
  adjustStock: (known) => ({
    body: { locationId: at(known, 'locationId'), reason: 'count', reference: 'Reference', lines: stockLines(known) },
  }),
  setItemPolicy: (known) => ({
    path: { itemId: at(known, 'itemId') },
    body: {
      ...{ shortagePolicy: 'backorder', oversellLimit: 5 },
      safetyStock: [{ locationId: at(known, 'locationId'), quantity: 1 }],
    },
  }),
  createStockTransfer: (known) => ({
    body: {
      ...{ fromLocationId: at(known, 'locationId'), toLocationId: at(known, 'locationId', 1), reference: 'Reference' },
      ...{ draft: true, lines: stockLines(known) },
    },
  }),
  dispatchStockTransfer: (known, n) => ({
    path: { transferId: at(known, 'transferId', n) },
    body: { lines: [{ lineNumber: 1, quantity: 1 }] },
  }),
  receiveStockTransfer: (known, n) => ({
    path: { transferId: at(known, 'transferId', n) },
    body: { lines: [{ lineNumber: 1, quantity: 1 }] },
  }),
  placeOrder: (known, n) => ({ body: order(known, n) }),
  lookUpOrders: (known, n) => ({ body: { numbers: ['100001', at(known, 'trackingNumber', n)] } }),
  placeOrders: (known, n) => ({ body: { orders: [{ ...order(known, n), shipTo: masked(n) }] } }),
  quoteOrder: (known) => ({
    body: {
      ...{ channel: at(known, 'channel'), currency: 'CNY', lines: [{ sku: at(known, 'sku'), quantity: 5 }] },
      shipTo: { kind: 'region', country: 'CN', province: 'Province', city: 'City', district: 'District' },
    },
  }),
  parseAddress: () => ({ body: { text: 'Text' } }),
  beginOrderDraft: (known) => ({ body: { draft: draft(known) } }),
  saveOrderDraft: (known, n) => ({ path: { draftId: at(known, 'draftId', n) }, body: { draft: draft(known) } }),
  setOwnOrderPreset: (known) => ({ body: { preset: { ...preset, channel: at(known, 'channel') } } }),
  setChannelOrderPreset: (known) => ({ path: { code: at(known, 'channel') }, body: { preset } }),
  setCustomerOrderPreset: (known) => ({
    path: { customerId: at(known, 'customerId') },
    body: { preset: { ...preset, channel: at(known, 'channel') } },
  }),
  cancelOrder: (known, n) => ({ path: { orderId: at(known, 'orderId', n) }, body: { reason: 'Reason' } }),
  cancelOrderLine: (known, n) => ({
    path: { orderId: at(known, 'orderId', n), lineNumber: '1' },
    body: { quantity: 1, reason: 'Reason' },
  }),
  holdOrder: (known, n) => ({
    path: { orderId: at(known, 'orderId', n) },
    body: { kind: 'manual', reason: 'Reason', detail: 'Detail' },
  }),
  writeOrderNote: (known, n) => ({ path: { orderId: at(known, 'orderId', n) }, body: { text: 'Text' } }),
  startOrderBulkJob: (known, n) => ({
    body: {
      selection: { orderIds: [at(known, 'orderId', n)] },
      action: { name: 'hold', input: { kind: 'manual', reason: 'Reason', detail: 'Detail' } },
    },
  }),
  startProductBulkJob: (known, n) => ({
    body: {
      selection: { ids: [at(known, 'productId', n)] },
      action: { name: 'categorize', input: { category: 'Category' } },
    },
  }),
  startCustomerBulkJob: (known, n) => ({
    body: { selection: { ids: [at(known, 'customerId', n)] }, action: { name: 'set_tier', input: { tier: 'vip' } } },
  }),
  startLocationBulkJob: (known, n) => ({
    body: { selection: { ids: [at(known, 'locationId', n)] }, action: { name: 'close', input: {} } },
  }),
  exportProducts: (known, n) => ({
    body: {
      selection: { ids: [at(known, 'productId', n)] },
      columns: [{ key: 'name', title: 'Title' }],
      ...{ rows: 'products', format: 'csv', words: { status: { active: 'On sale' } }, timeZone: 'Asia/Shanghai' },
    },
  }),
  exportCustomers: (known, n) => ({
    body: {
      selection: { ids: [at(known, 'customerId', n)] },
      columns: [{ key: 'code', title: 'Title' }],
      ...{ format: 'csv', words: { tier: { vip: 'VIP' } }, timeZone: 'Asia/Shanghai', fullFor: null },
    },
  }),
  exportLocations: (known, n) => ({
    body: {
      selection: { ids: [at(known, 'locationId', n)] },
      columns: [{ key: 'code', title: 'Title' }],
      ...{ format: 'csv', words: { status: { active: 'Open' } }, timeZone: 'Asia/Shanghai' },
    },
  }),
  exportPrices: () => ({
    body: {
      selection: { filter: { status: 'active' } },
      columns: [{ key: 'sku', title: 'Title' }],
      ...{ format: 'csv', words: { status: { active: 'On sale' } }, timeZone: 'Asia/Shanghai' },
    },
  }),
  exportStockLevels: () => ({
    body: {
      selection: { filter: {} },
      columns: [{ key: 'sku', title: 'Title' }],
      ...{ format: 'csv', words: {}, timeZone: 'Asia/Shanghai' },
    },
  }),
  exportStockTransfers: (known) => ({
    body: {
      selection: { ids: [at(known, 'transferId')] },
      columns: [{ key: 'reference', title: 'Title' }],
      ...{ format: 'csv', words: { status: { draft: 'Draft' } }, timeZone: 'Asia/Shanghai' },
    },
  }),
  exportLackingGoods: () => ({
    body: {
      selection: { filter: {} },
      columns: [{ key: 'sku', title: 'Title' }],
      ...{ format: 'csv', words: {}, timeZone: 'Asia/Shanghai' },
    },
  }),
  exportOrders: (known, n) => ({
    body: {
      selection: { orderIds: [at(known, 'orderId', n)] },
      columns: [{ key: 'number', title: 'Title' }],
      ...{ format: 'csv', words: { stage: { pending: 'Pending' } }, timeZone: 'Asia/Shanghai', fullFor: null },
    },
  }),
  createSavedView: (_, n) => ({ body: { list: 'orders', name: `View ${n}`, isShared: false, content: view } }),
  changeSavedView: (known, n) => ({
    path: { viewId: at(known, 'viewId', n) },
    body: { name: `View ${n}`, isShared: false, content: view },
  }),
  setPreferences: () => ({
    body: {
      ...{ language: 'en', theme: 'dark', density: 'comfortable', fontSize: 'large' },
      lists: { orders: { columns: view.columns, density: null, defaultView: 'pending', viewOrder: [] } },
    },
  }),
  setChannel: (_, n) => ({ path: { code: `channel-${n % 5}` }, body: { name: 'Channel', source: 'web' } }),
  setOrderSettings: () => ({
    body: {
      ...{ shortagePolicy: 'hold', maxSplits: 3, sourcingOrder: 'nearest', priceCheck: 'off', addressCheck: 'off' },
      paymentExpiryMinutes: 60,
      reviewRules: [{ code: 'large', totalAtLeast: 1_000_000_000, channels: ['web'], guestsOnly: true }],
    },
  }),
  pickFulfillmentOrder: (known, n) => ({
    path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId', n) },
    body: { lines: [{ lineNumber: 1, quantity: 1, short: 1 }] },
  }),
  packFulfillmentOrder: (known, n) => ({
    path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId', n) },
    body: { lines: [{ lineNumber: 1, quantity: 1 }] },
  }),
  createLabel: (known, n) => ({
    path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId', n) },
    body: { carrier: 'SF', trackingNumber: `label-${n}`, lines: [{ lineNumber: 1, quantity: 1 }] },
  }),
  dispatchShipment: (known, n) => ({ path: { shipmentId: at(known, 'shipmentId', n) }, body: { shippedAt } }),
  shipFulfillmentOrder: (known, n) => ({
    path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId', n) },
    body: { ...parcel(n), lines: [{ lineNumber: 1, quantity: 1 }] },
  }),
  shipFulfillmentOrders: (known, n) => ({
    body: {
      shipments: [
        {
          ...{ fulfillmentOrderId: at(known, 'fulfillmentOrderId', n), ...parcel(500_000 + n) },
          lines: [{ lineNumber: 1, quantity: 1 }],
        },
      ],
    },
  }),
  holdFulfillmentOrder: (known, n) => ({
    path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId', n) },
    body: { reason: 'Reason' },
  }),
  answerCancellation: (known, n) => ({
    path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId', n) },
    body: { accepted: false },
  }),
  recordTrackingEvent: (known, n) => ({
    path: { shipmentId: at(known, 'shipmentId') },
    body: { ...scan, occurredAt: moment(n) },
  }),
  recordTrackingEvents: (known, n) => ({
    body: {
      events: [{ ...scan, carrier: 'SF', trackingNumber: at(known, 'trackingNumber', 1), occurredAt: moment(n) }],
    },
  }),
  recordPayment: (known, n) => ({
    path: { orderId: at(known, 'orderId', n) },
    body: { method: 'cash', amount: 1, reference: 'Reference', kind: 'captured' },
  }),
  capturePayment: (known, n) => ({ path: { paymentId: at(known, 'paymentId', n) }, body: { amount: 1 } }),
  refundPayment: (known, n) => ({
    path: { paymentId: at(known, 'paymentId', n) },
    body: { amount: 1, reason: 'Reason' },
  }),
  discloseCustomer: (known) => ({ path: { customerId: at(known, 'customerId') }, body: disclosure }),
  discloseOrder: (known) => ({ path: { orderId: at(known, 'orderId') }, body: disclosure }),
  discloseReceiver: (known) => ({ path: { fulfillmentOrderId: at(known, 'fulfillmentOrderId') }, body: disclosure }),
  discloseReceivers: (known) => ({
    body: { ...disclosure, fulfillmentOrderIds: [at(known, 'fulfillmentOrderId')] },
  }),
  recordConsent: (known, n) => ({
    path: { customerId: at(known, 'customerId'), purpose: 'profiling' },
    body: { state: 'given', channel: `Channel ${n}`, noticeVersion: 'Version', decidedAt: shippedAt },
  }),
  writeCustomerNote: (known, n) => ({ path: { customerId: at(known, 'customerId', n) }, body: { text: 'Text' } }),
  setPrivacySettings: () => ({
    body: {
      staffDisclosures: { perHour: 100, perDay: 500 },
      packingDisclosures: { perHour: 100, perDay: 500 },
      keyDisclosures: { perHour: 100_000, perDay: 1_000_000 },
      consentPurposes: [{ code: 'own', name: 'Name' }],
      retention: { customersAfterDays: null, guestsAfterDays: 1095 },
    },
  }),
  exportCustomer: (known) => ({ path: { customerId: at(known, 'customerId') }, body: { format: 'csv' } }),
  exportGuest: (known, n) => ({ path: { orderId: at(known, 'orderId', n) }, body: { format: 'json' } }),
  eraseCustomer: (known) => ({ path: { customerId: at(known, 'customerId') }, body: { ground: 'request' } }),
  eraseGuest: (known, n) => ({ path: { orderId: at(known, 'orderId', n) }, body: { ground: 'request' } }),
  setDeadLetterAside: (known, n) => ({ path: deadLetter(known, n), body: { reason: 'other' } }),
  retryDeadLetter: (known, n) => ({ path: deadLetter(known, n) }),
  putDeadLetterBack: (known, n) => ({ path: deadLetter(known, n) }),
  holdCustomerData: (known) => ({
    path: { customerId: at(known, 'customerId') },
    body: { reason: 'Reason', until: '2999-01-01T00:00:00Z' },
  }),
  holdOrderData: (known) => ({
    path: { orderId: at(known, 'orderId') },
    body: { reason: 'Reason', until: null },
  }),
}
