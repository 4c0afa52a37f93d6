import assert from 'node:assert/strict'
import type { App } from '../../src/platform/http/app.ts'
import { samplePicture } from '../support/pictures.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Calls the API below /api/v1 as one merchant. */
export type Caller = (method: Method, path: string, body?: unknown) => Promise<Reply>

export type Reply = { status: number; body: Record<string, never> & { id: string } }

/** Values that exist in a shop, by the name of the field that takes them. */
export type Known = Record<string, string[]>

/** What every text that a shop gives itself begins with, so that it is known again where it should not be. */
export type Mark = string

export function callerOf({ fastify }: App, key: string): Caller {
  return async (method, url, body) => {
    const answer = await fastify.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
}

/**
 * Opens a shop through the API: places, products with stock, customers, orders that are confirmed, held, being picked, shipped and
 * awaiting payment, payments and transfers. `drain` lets the subscribers work. Two marks and channels make two shops of one
 * merchant, that share no place, product, customer or order.
 */
export async function openShop(call: Caller, mark: Mark, drain: () => Promise<void>, channel = 'web'): Promise<Known> {
  const make = async (method: Method, path: string, body?: unknown): Promise<Reply['body']> => {
    const reply = await call(method, path, body)
    assert.ok(reply.status < 300, `${method} ${path}: ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  const stock = await openStock(make, mark, channel)
  const sales = await openSales(make, mark, channel, stock)
  await drain()
  const regretted = sales.orderId?.at(-1) as string
  const work = await openWork(make, mark, stock, regretted)
  await make('POST', `/orders/${regretted}/cancellation`, { reason: `${mark} regret` })
  await drain()
  const code = [...(sales.code ?? []), ...(stock.sku ?? [])]
  const keys = await make('POST', '/api-keys', {
    ...{ name: `${mark} key`, scopes: ['orders.read'] },
    ...{ locationIds: stock.locationId, channels: [channel] },
  })
  const holdId = [...(sales.holdId ?? []), ...(work.holdId ?? [])]
  const taken = await openLongWork(make, mark, sales.orderId ?? [])
  return {
    ...{ ...stock, ...sales, ...work, ...taken, holdId, code },
    ...{ keyId: [keys.id], timeZone: ['Asia/Shanghai'], country: ['CN', 'US'], taxClass: ['standard'] },
    ...{ purpose: ['profiling', 'marketing_sms'], perHour: ['100000'], perDay: ['1000000'] },
    ...{ scopes: ['orders.read', 'stock.adjust'], source: ['web'], phone: ['13912345678'], email: ['a@example.com'] },
  }
}

type Make = (method: Method, path: string, body?: unknown) => Promise<Reply['body']>

/** Bulk jobs and exports that nobody works at: they stay as they were asked for. */
async function openLongWork(make: Make, mark: Mark, orderIds: string[]): Promise<Known> {
  const jobId: string[] = []
  const exportId: string[] = []
  for (const orderId of orderIds.slice(0, 12)) {
    const selection = { orderIds: [orderId] }
    const action = { name: 'note', input: { text: `${mark} remark` } }
    jobId.push((await make('POST', '/orders/bulk-jobs', { selection, action })).id)
    const file = { selection, columns: [{ key: 'number', title: `${mark} number` }], format: 'csv' }
    exportId.push((await make('POST', '/orders/exports', file)).id)
  }
  return { jobId, exportId }
}

async function openStock(make: Make, mark: Mark, channel: string): Promise<Known> {
  await make('PUT', `/channels/${channel}`, { name: `${mark} web`, source: 'web' })
  await make('PUT', '/tax-rates/standard', { rateBasisPoints: 1300, included: true })
  const place = { country: 'CN', timeZone: 'Asia/Shanghai', kind: 'warehouse' }
  const locations = [
    await make('POST', '/locations', { ...place, code: `${mark}-N`, name: `${mark} north`, province: '北京市' }),
    await make('POST', '/locations', { ...place, code: `${mark}-S`, name: `${mark} south`, province: '上海市' }),
    await make('POST', '/locations', { ...place, code: `${mark}-E`, name: `${mark} east`, province: '浙江省' }),
  ].map(({ id }) => id)
  const skus = ['tea', 'cup', 'pot'].map((name) => `${mark}-${name}`)
  const product = await make('POST', '/products', {
    name: `${mark} product`,
    variants: [
      ...skus.map((sku, index) => ({ sku, barcode: `${mark}${index}` })),
      { sku: `${mark}-wrapping`, kind: 'service' },
    ],
  })
  const bundle = await make('POST', '/products', {
    name: `${mark} set`,
    variants: [{ sku: `${mark}-set`, kind: 'bundle', components: [{ sku: skus[0], quantity: 2 }] }],
  })
  const variants = [...variantsOf(product), ...variantsOf(bundle)]
  const edits: string[] = []
  for (const { id } of variants) {
    edits.push(
      (await make('PUT', `/variants/${id}/prices`, { prices: [{ currency: 'CNY', price: '10' }] })).editId ?? '',
    )
  }
  for (const locationId of locations) {
    const lines = skus.map((sku) => ({ sku, quantity: 100_000 }))
    await make('POST', '/stock/receipts', { locationId, reference: `${mark} receipt`, lines })
  }
  const spare: string[] = []
  const pairs: string[] = []
  for (const number of [1, 2, 3, 4, 5]) {
    const variants = [{ sku: `${mark}-spare-${number}` }, { sku: `${mark}-spare-${number}-b` }]
    const made = await make('POST', '/products', { name: `${mark} spare`, variants })
    spare.push(made.id)
    pairs.push(...variantsOf(made).map(({ id }) => `${made.id} ${id}`))
  }
  const pictures = await openPictures(make, spare)
  await make('POST', `/products/${spare[4]}/archival`)
  for (const productId of spare.slice(0, 4)) {
    edits.push(
      (await make('POST', '/products/changes', { changes: [{ productId, name: `${mark} edited` }] })).editId ?? '',
    )
  }
  const stocked = variants.slice(0, 3).map(({ id }) => id)
  return {
    ...{ editId: edits, ...pictures, 'productId variantId': pairs, prefix: ['21', '22'] },
    ...{ productId: spare, variantId: variants.map(({ id }) => id), itemId: stocked, itemIds: [stocked.join(',')] },
    ...{ sku: variants.map(({ sku }) => sku), barcode: skus.map((_, index) => `${mark}${index}`) },
    ...{ locationId: locations, fromLocationId: locations, toLocationId: locations },
    transferId: await openTransfers(make, mark, locations, skus),
  }
}

async function openPictures(make: Make, productIds: readonly string[]): Promise<Known> {
  const pairs: string[] = []
  const hashes: string[] = []
  for (const [index, productId] of productIds.slice(0, 4).entries()) {
    for (const number of [1, 2]) {
      const data = samplePicture(index * 10 + number).toString('base64')
      const product = await make('POST', `/products/${productId}/pictures`, { data })
      const picture = (product.pictures as unknown as { id: string; hash: string }[]).at(-1)
      pairs.push(`${productId} ${picture?.id}`)
      hashes.push(picture?.hash ?? '')
    }
  }
  return { 'productId pictureId': pairs, hash: hashes }
}

function variantsOf(product: Reply['body']): { id: string; sku: string }[] {
  return product.variants as unknown as { id: string; sku: string }[]
}

async function openTransfers(make: Make, mark: Mark, [from, to]: string[], [sku]: string[]): Promise<string[]> {
  const transfer = {
    fromLocationId: from,
    toLocationId: to,
    reference: `${mark} transfer`,
    lines: [{ sku, quantity: 50 }],
  }
  const ids: string[] = []
  for (let count = 0; count < 12; count++) {
    const { id } = await make('POST', '/stock/transfers', { ...transfer, draft: count < 4 })
    if (count > 7) await make('POST', `/stock/transfers/${id}/dispatch`, { lines: [{ lineNumber: 1, quantity: 20 }] })
    ids.push(id)
  }
  return ids
}

async function openSales(make: Make, mark: Mark, channel: string, { sku: skus = [] }: Known): Promise<Known> {
  const shipTo = { name: `${mark} receiver`, phone: '13800138000', country: 'CN', province: '浙江省', city: '杭州市' }
  const codes = [1, 2, 3].map((number) => `${mark}-customer-${number}`)
  const customers: string[] = []
  for (const [index, code] of codes.entries()) {
    customers.push(
      (await make('POST', '/customers', { code, contact: { ...shipTo, phone: `139${mark.length}000000${index}` } })).id,
    )
  }
  const orders: string[] = []
  for (let count = 0; count < 23; count++) {
    const lines = skus.map((sku, index) => ({ sku, quantity: index + 5 }))
    const externalId = `${mark}-external-${count}`
    const payment = { terms: count > 20 ? 'awaiting_payment' : 'on_account' }
    const customer = count % 5 === 4 ? {} : { customer: { id: customers[count % 3] } }
    const order = { channel, externalId, shipTo, ...customer, lines, payment, note: `${mark} note` }
    orders.push((await make('POST', '/orders', order)).id)
  }
  const lessened = orders.slice(10, 14)
  for (const orderId of lessened) {
    await make('POST', `/orders/${orderId}/lines/1/cancellation`, { quantity: 1, reason: `${mark} less` })
  }
  for (const orderId of orders.slice(14, 17)) {
    await make('POST', `/orders/${orderId}/cancellation`, { reason: `${mark} slip` })
  }
  // Who can be erased: a customer without orders, and the guest of one that is cancelled once goods were kept for it.
  customers.push((await make('POST', '/customers', { contact: { name: `${mark} fourth`, country: 'CN' } })).id)
  const little = { lines: [{ sku: skus[0], quantity: 1 }], payment: { terms: 'on_account' } }
  orders.push((await make('POST', '/orders', { channel, shipTo, ...little })).id)
  const held: string[] = []
  for (const orderId of orders.slice(0, 4)) {
    const hold = { reason: `${mark} reason`, detail: `${mark} detail` }
    held.push(...holdsOf(await make('POST', `/orders/${orderId}/holds`, hold)).map((id) => `${orderId} ${id}`))
  }
  const drafts: string[] = []
  for (let count = 0; count < 20; count++) {
    const draft = { channel, contact: { name: `${mark} draft` }, note: `${mark} draft`, lines: [] }
    drafts.push((await make('POST', '/order-drafts', { draft })).id)
  }
  const payments: string[] = []
  for (const [index, orderId] of orders.slice(0, 10).entries()) {
    const kind = index % 2 === 0 ? 'authorized' : 'captured'
    const payment = { method: 'cash', amount: 5000, reference: `${mark} payment`, kind }
    payments.push((await make('POST', `/orders/${orderId}/payments`, payment)).id)
  }
  return {
    ...{
      'orderId holdId': held,
      'orderId lineNumber': lessened.map((id) => `${id} 1`),
      holdId: held.map(idOfPair),
      customerId: customers,
      orderId: orders,
      draftId: drafts,
      paymentId: payments,
      channel: [channel],
      channels: [channel],
    },
    ...{ externalId: orders.slice(0, -1).map((_, count) => `${mark}-external-${count}`) },
    ...{ code: [...codes, channel], lineNumber: ['1', '2', '3'] },
  }
}

type Work = { id: string; orderId: string; locationId: string }

function holdsOf(held: Reply['body']): string[] {
  return (held.holds as unknown as { id: string }[]).map(({ id }) => id)
}

function idOfPair(ids: string): string {
  return ids.split(' ')[1] ?? ''
}

/** Of the fulfillment orders, some stay as they are; others are on hold, picked, asked to be cancelled, labelled, shipped. */
async function openWork(make: Make, mark: Mark, { locationId: places = [] }: Known, regretted: string): Promise<Known> {
  const all = (await make('GET', '/fulfillment-orders?limit=200')).items as unknown as Work[]
  const list = all.filter(({ locationId, orderId }) => places.includes(locationId) && orderId !== regretted)
  const works = list.map(({ id }) => id)
  assert.ok(works.length >= 12)
  const act = (work: number, verb: string, body?: unknown) =>
    make('POST', `/fulfillment-orders/${works[work]}/${verb}`, body)
  const held: string[] = []
  for (const work of [0, 1]) {
    const holds = holdsOf(await act(work, 'holds', { reason: `${mark} place` }))
    held.push(...holds.map((id) => `${works[work]} ${id}`))
  }
  for (const work of [2, 3, 4, 5, 6, 7]) await act(work, 'picks', {})
  for (const work of [2, 3]) await act(work, 'packages', {})
  for (const work of [4, 5])
    await make('POST', `/orders/${list[work]?.orderId}/cancellation`, { reason: `${mark} regret` })
  const shipments: string[] = []
  for (const work of [8, 9, 10]) {
    const parcel = { carrier: 'SF', trackingNumber: `${mark}-parcel-${work}`, lines: [{ lineNumber: 1, quantity: 1 }] }
    shipments.push((await act(work, 'shipments', parcel)).id)
  }
  for (const work of [8, 9, 10, 8, 9, 10]) {
    const trackingNumber = `${mark}-label-${shipments.length}`
    const label = { carrier: 'SF', trackingNumber, lines: [{ lineNumber: 1, quantity: 1 }] }
    shipments.push((await act(work, 'labels', label)).id)
  }
  return {
    ...{ fulfillmentOrderId: works, shipmentId: shipments, holdId: held.map(idOfPair) },
    ...{ 'fulfillmentOrderId holdId': held, carrier: ['SF'] },
    trackingNumber: [8, 9, 10].map((work) => `${mark}-parcel-${work}`),
  }
}
