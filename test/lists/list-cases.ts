import { names, phones, pictureHash, places } from './large-shop.ts'
import { veteran } from './large-staff.ts'
import { madeAt, madeId } from './made-ids.ts'

/** Queries of one operation, each with one part of its filter, and the status they end with where it is not 200; `after` stands for the second page of the whole list. */
export type ListCase = { path: string; queries: readonly string[]; status?: number }

const shop = { number: 1 }
const id = (kind: Parameters<typeof madeId>[0], n: number) => madeId(kind, shop, n)
const inPlaces = (name: string) => Object.values(places).map((n) => `${name}=${id('location', n)}`)
const texts = [
  names.common,
  names.rare,
  '王',
  phones.rare,
  '0001',
  'nobody@example.com',
  'EXT-77',
  '100077',
  '***',
].map((text) => `text=${encodeURIComponent(text)}`)

const orderFilters = [
  ...['stage=completed', 'stage=processed', 'stage=pending', 'stage=draft'],
  ...['channel=web', 'channel=phone', 'channel=fax', 'channel=none'],
  ...[`placedFrom=${madeAt(15_000).toISOString()}`, `placedBefore=${madeAt(5000).toISOString()}`],
  ...inPlaces('locationId'),
  ...['sku=SKU-1', 'sku=SKU-777', 'sku=NONE'],
  ...[1, 2, 19_999].map((n) => `customerId=${id('customer', n)}`),
  ...['source=web', 'source=phone', 'source=fax', 'tier=standard', 'tier=key', 'area=330000', 'area=540000', 'area=DE'],
  ...['paymentStatus=paid', 'paymentStatus=voided', 'paymentStatus=unpaid'],
  ...['fulfillmentStatus=delivered', 'fulfillmentStatus=picking', 'fulfillmentStatus=backordered'],
  ...['holdKind=manual', 'holdKind=fraud', 'held=true', 'held=false', 'hasNotes=true', 'hasNotes=false'],
  ...['lacking=true', 'lacking=false', 'cancellationRequested=true', 'cancellationRequested=false'],
  ...[`shippedFrom=${madeAt(17_500).toISOString()}`, `shippedBefore=${madeAt(5000).toISOString()}`],
  ...[`shippedFrom=${madeAt(5000).toISOString()}&shippedBefore=${madeAt(8000).toISOString()}`],
  ...[`cancelledFrom=${madeAt(5000).toISOString()}`, `cancelledBefore=${madeAt(5000).toISOString()}`],
  ...['totalFrom=1000', 'totalFrom=900000', 'totalTo=100000', 'totalTo=1', 'totalFrom=5000&totalTo=5100'],
  ...['deliveryFrom=2025-01-10', 'deliveryTo=2025-01-04', 'carrier=SF', 'carrier=none', 'carrier=SF&channel=fax'],
  ...['stage=pending,processed', 'channel=phone,fax', 'stage=completed&channel=fax', 'stage=pending&channel=web'],
  ...['stage=completed&paymentStatus=unpaid', 'tier=key&area=540000', 'sku=SKU-1&stage=pending'],
  ...[
    `customerId=${id('customer', 1)}&tier=key`,
    'held=true&hasNotes=true',
    `text=${encodeURIComponent('王')}&stage=pending`,
  ],
  ...texts,
]

/** Filters by what many orders have, whose stages are counted exactly when that is asked for. */
export const commonFilters = [
  ...[`locationId=${id('location', places.busy)}`, 'carrier=SF', 'sku=SKU-1', `customerId=${id('customer', 1)}`],
  ...['held=true', 'held=false', 'hasNotes=true', 'hasNotes=false', 'lacking=false', 'cancellationRequested=false'],
  ...['totalFrom=1000', 'totalFrom=1000&totalTo=18000&hasNotes=true', `text=${encodeURIComponent('王')}`],
  ...['held=false&hasNotes=false', 'carrier=SF&hasNotes=true', `locationId=${id('location', places.busy)}&carrier=SF`],
  ...['paymentStatus=paid&hasNotes=true', 'area=330000&hasNotes=false', 'area=330000&channel=web&carrier=SF'],
  `locationId=${id('location', places.busy)}&totalFrom=1000&held=false`,
  ...['channel=web', 'lacking=false', 'totalFrom=1'].map(
    (other) => `shippedFrom=${madeAt(9000).toISOString()}&${other}`,
  ),
]

const customerFilters = [
  ...['code=C-77', 'code=none', 'tier=standard', 'tier=vip', 'tier=key', 'status=blocked', 'status=blocked&tier=vip'],
  ...texts,
]

const productFilters = [
  ...['sku=SKU-77', 'sku=none', 'barcode=6900000000076', 'status=active', 'status=archived'],
  ...['category=tea', 'category=none', 'kind=stocked', 'kind=bundle', 'kind=service'],
  ...['text=SKU-77', 'text=huo', `text=${encodeURIComponent('货')}`, 'text=nothing&status=active'],
]

const priceFilters = [
  ...[
    'sku=SKU-77',
    'sku=none',
    'status=active',
    'status=archived',
    'priced=false',
    'status=active&priced=false',
    `productId=${id('product', 40)}`,
  ],
  ...['SKU-77', 'sku', 'huo', '货', 'nothing'].map((text) => `text=${encodeURIComponent(text)}`),
]

const levelFilters = [
  ...[`itemId=${id('variant', 1)}`, 'sku=SKU-1', 'sku=none', ...inPlaces('locationId')],
  ...['toPromiseAtMost=1000', 'toPromiseAtMost=1', 'toPromiseAtMost=-1', 'condition=short', 'archivedEmpty=left_out'],
]

const transferFilters = [
  ...['status=received', 'status=in_transit', 'status=draft', `toLocationId=${id('location', 3)}`],
  ...[...inPlaces('fromLocationId'), ...inPlaces('toLocationId')],
]

const sorts = ['sort=oldest', 'sort=highest', 'sort=lowest', 'sort=deliverySoonest', 'sort=highest&stage=pending']

/** Every reading operation by its path in the contract: common values, rare ones, and those of nothing. */
export const listCases: Record<string, ListCase> = {
  '/search': { path: '/search', queries: [...texts, 'text=SKU-1', 'text=红'] },
  '/home/waiting': { path: '/home/waiting', queries: [''] },
  '/mail': { path: '/mail', queries: [''] },
  '/onboarding': { path: '/onboarding', queries: [''] },
  '/colleagues': { path: '/colleagues', queries: [''] },
  '/home': { path: '/home', queries: ['', 'days=7', 'days=30'] },
  '/dead-letters': { path: '/dead-letters', queries: ['', 'after', 'state=set_aside'] },
  '/orders': { path: '/orders', queries: ['', 'after', ...sorts, ...orderFilters] },
  '/orders/counts': {
    path: '/orders/counts',
    queries: ['', ...orderFilters, ...commonFilters.map((filter) => `exact=true&${filter}`)],
  },
  '/orders/:orderId': { path: `/orders/${id('order', 41)}`, queries: [''] },
  '/orders/:orderId/history': { path: `/orders/${id('order', 41)}/history`, queries: [''] },
  '/orders/:orderId/sourcing': { path: `/orders/${id('order', 41)}/sourcing`, queries: [''] },
  '/orders/:orderId/payments': { path: `/orders/${id('order', 41)}/payments`, queries: [''] },
  '/customers': {
    path: '/customers',
    queries: ['', 'after', 'sort=oldest', ...customerFilters],
  },
  '/customers/counts': { path: '/customers/counts', queries: ['', ...customerFilters] },
  '/customers/:customerId/consents': { path: `/customers/${id('customer', 41)}/consents`, queries: [''] },
  '/customers/:customerId/notes': { path: `/customers/${id('customer', 41)}/notes`, queries: ['', 'after'] },
  '/customers/:customerId/timeline': { path: `/customers/${id('customer', 1)}/timeline`, queries: ['', 'after'] },
  '/customers/:customerId/spending': { path: `/customers/${id('customer', 1)}/spending`, queries: [''] },
  '/customers/:customerId/erasure': { path: `/customers/${id('customer', 41)}/erasure`, queries: [''] },
  '/orders/:orderId/erasure': { path: `/orders/${id('order', 42)}/erasure`, queries: [''] },
  '/legal-holds': { path: '/legal-holds', queries: ['', 'after'] },
  '/privacy-settings': { path: '/privacy-settings', queries: [''] },
  '/privacy-settings/retention-preview': { path: '/privacy-settings/retention-preview', queries: [''] },
  '/customers/:customerId': { path: `/customers/${id('customer', 41)}`, queries: [''] },
  '/products': {
    path: '/products',
    queries: [
      ...['', 'after', 'sort=oldest', 'sort=oldest&status=active', 'sort=oldest&kind=bundle', ...productFilters],
    ],
  },
  '/products/counts': { path: '/products/counts', queries: ['', ...productFilters] },
  '/barcode-settings': { path: '/barcode-settings', queries: [''] },
  '/pictures/:hash': { path: `/pictures/${pictureHash}`, queries: [''] },
  '/products/:productId': { path: `/products/${id('product', 40)}`, queries: [''] },
  '/variants/by-code': { path: '/variants/by-code', queries: ['code=SKU-77', 'code=6900000000076'] },
  '/stock/totals': {
    path: '/stock/totals',
    queries: [`itemIds=${[1, 2, 40].map((n) => id('variant', n)).join(',')}`],
  },
  '/prices': {
    path: '/prices',
    queries: ['', 'after', ...['sort=oldest', `variantIds=${id('variant', 3)}`, ...priceFilters]],
  },
  '/prices/counts': { path: '/prices/counts', queries: ['', ...priceFilters] },
  '/variants/search': {
    path: '/variants/search',
    queries: [
      ...['SKU-77', 'sku', '7', '6900000000076', 'huo', 'h', '货', 'nothing'].map(
        (text) => `text=${encodeURIComponent(text)}`,
      ),
      'text=SKU-77&currency=EUR',
      'currency=CNY&text=none',
    ],
  },
  '/order-drafts': { path: '/order-drafts', queries: ['', 'after'] },
  '/order-drafts/:draftId': { path: `/order-drafts/${id('draft', 41)}`, queries: [''] },
  '/order-presets': { path: '/order-presets', queries: ['', 'channel=web', `customerId=${id('customer', 41)}`] },
  '/locations': { path: '/locations', queries: ['', 'after', 'sort=oldest', 'kind=store', 'status=closed'] },
  '/locations/:locationId': { path: `/locations/${id('location', 1)}`, queries: [''] },
  '/stock/lacking': { path: '/stock/lacking', queries: ['', 'after'] },
  '/stock/levels': {
    path: '/stock/levels',
    queries: [...['', 'after', ...levelFilters], ...['sort=sku', `sort=sku&locationId=${id('location', places.busy)}`]],
  },
  '/stock/levels/counts': { path: '/stock/levels/counts', queries: ['', ...levelFilters] },
  '/stock/items/:itemId': { path: `/stock/items/${id('variant', 1)}`, queries: [''] },
  '/stock/items/:itemId/movements': {
    path: `/stock/items/${id('variant', 1)}/movements`,
    queries: ['', 'after', ...inPlaces('locationId')],
  },
  '/stock/items/:itemId/explanation': {
    path: `/stock/items/${id('variant', 1)}/explanation`,
    queries: ['', ...inPlaces('locationId')],
  },
  '/stock/items/:itemId/uses': {
    path: `/stock/items/${id('variant', 1)}/uses`,
    queries: ['', 'after', ...inPlaces('locationId')],
  },
  '/stock/transfers': {
    path: '/stock/transfers',
    queries: [...['', 'after', ...transferFilters]],
  },
  '/stock/transfers/counts': { path: '/stock/transfers/counts', queries: ['', ...transferFilters] },
  '/stock/transfers/:transferId': { path: `/stock/transfers/${id('transfer', 41)}`, queries: [''] },
  '/fulfillment-orders': {
    path: '/fulfillment-orders',
    queries: [
      ...['', 'after', 'status=closed', 'status=released', 'status=on_hold', 'status=picking'],
      ...['status=released,picking,packed&order=oldest', 'order=oldest', `createdBefore=${madeAt(5000).toISOString()}`],
      ...['channel=web', 'channel=fax', 'channel=none', `itemId=${id('variant', 1)}`, 'cancellationRequested=true'],
      ...[...inPlaces('locationId'), `orderId=${id('order', 41)}`],
    ],
  },
  '/fulfillment-orders/counts': {
    path: '/fulfillment-orders/counts',
    queries: ['', 'channel=web', 'channel=fax', ...inPlaces('locationId')],
  },
  '/fulfillment-orders/by-code': {
    path: '/fulfillment-orders/by-code',
    queries: [
      ...['code=100077', 'code=EXT-77', 'code=SF77', 'code=SKU-1', 'code=6900000000076', 'code=none'],
      `code=${id('work', 41)}`,
      `locationId=${id('location', places.busy)}&code=SKU-1`,
    ],
  },
  '/shipments': {
    path: '/shipments',
    queries: [
      ...['', 'after', 'status=shipped', 'status=label_created,lost', 'carrier=SF', 'carrier=none'],
      ...['trackingNumber=SF77', 'trackingNumber=none', ...inPlaces('locationId')],
    ],
  },
  '/shipments/carriers': { path: '/shipments/carriers', queries: [''] },
  '/fulfillment-orders/:fulfillmentOrderId': { path: `/fulfillment-orders/${id('work', 41)}`, queries: [''] },
  '/shipments/:shipmentId': { path: `/shipments/${id('shipment', 41)}`, queries: [''] },
  '/api-keys': { path: '/api-keys', queries: ['', 'after'] },
  '/audit': {
    path: '/audit',
    queries: [
      ...['', 'after', `from=${madeAt(15_000).toISOString()}`, `before=${madeAt(5000).toISOString()}`],
      ...['actor=key:x', 'actor=staff:a', 'actor=key:none', 'origin=192.0.2.1', 'origin=192.0.2.7', 'origin=none'],
      ...['type=order.placed', 'type=order.held', 'type=order.none', 'type=order', 'type=none'],
      ...[`objectId=${id('order', 41)}`, `objectId=${id('order', 1_000_000)}`],
      ...['actor=key:x&type=order.held', 'actor=staff:a&type=order.placed', 'actor=staff:a&type=order'],
      ...['actor=key:x&origin=192.0.2.7', 'type=order.held&origin=192.0.2.1', 'type=order&origin=192.0.2.7'],
      `objectId=${id('order', 1000)}&actor=staff:a&type=order.held&origin=192.0.2.7`,
    ],
  },
  '/audit/seal': { path: '/audit/seal', queries: [''] },
  '/approvals': {
    path: '/approvals',
    queries: [
      ...[
        '',
        'after',
        'status=requested',
        'status=declined',
        'status=expired',
        'kind=refund',
        'kind=write_off',
        'decidable=true',
      ],
    ],
  },
  '/approvals/:approvalId': { path: `/approvals/${id('approval', 41)}`, queries: [''] },
  '/approval-settings': { path: '/approval-settings', queries: [''] },
  '/product-edits': { path: '/product-edits', queries: ['', 'after'] },
  '/price-edits': { path: '/price-edits', queries: ['', 'after'] },
  '/account': { path: '/account', queries: [''] },
  '/account/notices': { path: '/account/notices', queries: ['', 'after'] },
  '/account/sessions': { path: '/account/sessions', queries: ['', 'after'] },
  '/staff': { path: '/staff', queries: ['', 'after', 'status=active', 'status=invited', 'status=disabled'] },
  '/staff/:staffId': { path: `/staff/${id('staff', veteran)}`, queries: [''] },
  '/staff/:staffId/sessions': {
    path: `/staff/${id('staff', veteran)}/sessions`,
    queries: ['', 'after'],
  },
  '/roles': { path: '/roles', queries: [''] },
  '/security-settings': { path: '/security-settings', queries: [''] },
  '/key-rotations': { path: '/key-rotations', queries: ['', 'after'] },
  '/merchant': { path: '/merchant', queries: [''] },
  '/channels': { path: '/channels', queries: [''] },
  '/order-settings': { path: '/order-settings', queries: [''] },
  '/tax-rates': { path: '/tax-rates', queries: [''] },
  '/bulk-jobs': { path: '/bulk-jobs', queries: ['', 'after'] },
  '/bulk-jobs/:jobId': { path: `/bulk-jobs/${id('job', 41)}`, queries: [''] },
  '/bulk-jobs/:jobId/rows': {
    path: `/bulk-jobs/${id('job', 41)}/rows`,
    queries: ['', 'after', 'status=done', 'status=failed', 'status=waiting'],
  },
  '/exports': { path: '/exports', queries: ['', 'after'] },
  '/exports/:exportId': { path: `/exports/${id('export', 41)}`, queries: [''] },
  '/exports/:exportId/file': { path: `/exports/${id('export', 41)}/file`, queries: [''], status: 409 },
  '/saved-views': { path: '/saved-views', queries: ['list=orders', 'list=none'] },
  '/preferences': { path: '/preferences', queries: [''] },
}

const rareLevels = 'an index on what is left to promise would be written with every order'
/** Lists that are known to read more than they show where they find little, each with why it is so. */
export const slowLists: Record<string, string> = {
  '/stock/levels?toPromiseAtMost=1': rareLevels,
  '/stock/levels?condition=short': rareLevels,
  ...Object.fromEntries(
    ['', ...[places.busy, places.rare].map((place) => `locationId=${id('location', place)}`)].map((query) => [
      `/stock/items/${id('variant', 1)}/explanation?${query}`,
      'all that ever moved of an item is summed',
    ]),
  ),
  '/stock/levels?toPromiseAtMost=-1': rareLevels,
}
