import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { placeWork } from '../../test/support/work.ts'
import { serveFulfillment } from './routes.ts'

let shop: TestShop
let api: TestApi

type Row = { id: string; status: string; picked: number; packed: number; channel: string }

before(async () => {
  shop = await createTestShop()
  await shop.addVariants({ sku: 'MUG', barcode: '4006381333931' }, { sku: 'CUP', barcode: '5901234123457' })
  for (const sku of ['MUG', 'CUP']) await shop.receive(shop.shanghai, sku, 50)
  api = await shop.open(serveFulfillment)
})
after(() => shop.close())

test('what is scanned is what is picked: a wrong item and too many are refused, and nothing is counted of them', async () => {
  const { work } = await placeWork(shop, { sku: 'MUG', quantity: 2 }, { sku: 'A', quantity: 1 })
  const path = `/fulfillment-orders/${work.id}`
  const scan = (code: string, quantity = 1) => api.call('POST', `${path}/picks`, { lines: [{ code, quantity }] })
  assert.deepEqual(await refusal(scan('5901234123457')), [422, 'wrong_item', 'lines[0].code'])
  assert.deepEqual(await refusal(scan('0000')), [422, 'unknown_code', 'lines[0].code'])
  assert.deepEqual(await refusal(scan('4006381333931', 3)), [422, 'quantity_exceeds_open', 'lines[0].quantity'])
  assert.equal(((await scan('4006381333931')).body as Row).picked, 1)
  assert.equal(((await scan('MUG')).body as Row).picked, 2)
  assert.deepEqual(await refusal(scan('MUG')), [422, 'quantity_exceeds_open', 'lines[0].quantity'])
  const both = await api.call('POST', `${path}/picks`, { lines: [{ code: 'A', lineNumber: 2, quantity: 1 }] })
  assert.equal(both.status, 400)
  await scan('A')
  const pack = (code: string) => api.call('POST', `${path}/packages`, { lines: [{ code, quantity: 1 }] })
  assert.deepEqual(await refusal(pack('CUP')), [422, 'wrong_item', 'lines[0].code'])
  for (const code of ['A', '4006381333931']) await pack(code)
  const { body } = await pack('MUG')
  assert.deepEqual([(body as Row).status, (body as Row).packed], ['packed', 3])
  await assertSound(shop)
})

test('what a line lacks is told by the code that was scanned', async () => {
  const { work } = await placeWork(shop, { sku: 'CUP', quantity: 3 })
  const lines = [{ code: '5901234123457', quantity: 1, short: 2 }]
  const { body } = await api.call('POST', `/fulfillment-orders/${work.id}/picks`, { lines })
  const [line] = (body as { lines: { picked: number; short: number; barcode: string }[] }).lines
  assert.deepEqual([line?.picked, line?.short, line?.barcode], [1, 2, '5901234123457'])
})

test('a queue is counted by status with its oldest, and its list is as long as the count', async () => {
  const place = await shop.command((command) =>
    import('../locations/create-location.ts').then(({ createLocation }) =>
      createLocation(command, {
        code: 'GZ',
        name: '广州仓',
        kind: 'warehouse',
        country: 'CN',
        timeZone: 'Asia/Shanghai',
        province: '广东省',
      }),
    ),
  )
  const empty = await counts(`locationId=${place.id}`)
  assert.deepEqual(
    Object.values(empty.statuses).map(({ count, oldestAt }) => [count, oldestAt]),
    Array(6).fill([0, null]),
  )
  const first = await placeWork(shop, { sku: 'A', quantity: 1 })
  const second = await placeWork(shop, { sku: 'A', quantity: 1 })
  await api.call('POST', `/fulfillment-orders/${second.work.id}/holds`, { reason: '盘点' })
  const seen = await counts(`locationId=${shop.shanghai}`)
  const released = await list(`locationId=${shop.shanghai}&status=released&order=oldest`)
  assert.equal(seen.statuses.released?.count, released.length)
  assert.ok(released.some(({ id }) => id === first.work.id))
  const oldest = await list(`status=released,on_hold&order=oldest&limit=200`)
  assert.deepEqual(
    oldest.map(({ id }) => id),
    oldest.map(({ id }) => id).toSorted(),
  )
  assert.equal(oldest.length, (seen.statuses.released?.count ?? 0) + (seen.statuses.on_hold?.count ?? 0))
  assert.equal((await list('channel=web&status=on_hold')).length, 1)
  assert.equal((await list('channel=phone')).length, 0)
  assert.equal((await counts('channel=phone')).statuses.released?.count, 0)
  assert.equal((await list(`createdBefore=2020-01-01T00:00:00Z&status=released`)).length, 0)
  const page = await api.call('GET', '/fulfillment-orders?order=oldest&limit=1')
  const { items, next } = page.body as { items: Row[]; next: string }
  const after = await list(`order=oldest&limit=1&after=${next}`)
  assert.ok((after[0]?.id ?? '') > (items[0]?.id ?? ''))
})

test('a scanned code leads to its work: of the order, of the parcel, of the item', async () => {
  const { work } = await placeWork(shop, { sku: 'MUG', quantity: 1 })
  const find = async (code: string, more = '') => {
    const { status, body } = await api.call(
      'GET',
      `/fulfillment-orders/by-code?code=${encodeURIComponent(code)}${more}`,
    )
    assert.equal(status, 200)
    const { meaning, fulfillmentOrders, ...rest } = body as { meaning: string; fulfillmentOrders: Row[] } & Record<
      string,
      unknown
    >
    return { ...rest, meaning, ids: fulfillmentOrders.map(({ id }) => id) } as Record<string, unknown> & {
      ids: string[]
    }
  }
  assert.deepEqual(await find(String(work.orderNumber)), {
    meaning: 'order',
    ids: [work.id],
    item: null,
    shipment: null,
  })
  assert.equal((await find(work.id)).meaning, 'fulfillment_order')
  const item = await find('4006381333931', `&locationId=${shop.shanghai}`)
  assert.deepEqual([item.meaning, item.ids.includes(work.id)], ['item', true])
  assert.deepEqual((await find('mug', `&locationId=${shop.beijing}`)).ids, [])
  await api.call('POST', `/fulfillment-orders/${work.id}/labels`, {
    carrier: 'ZTO',
    trackingNumber: 'ZT 77',
    weightGrams: 480,
  })
  const parcel = await find('ZT 77')
  assert.deepEqual([parcel.meaning, parcel.ids], ['shipment', [work.id]])
  assert.equal((parcel.shipment as { weightGrams: number }).weightGrams, 480)
  assert.deepEqual(await find('nothing of ours'), { meaning: 'nothing', ids: [], item: null, shipment: null })
  const rows = async (query: string) =>
    ((await api.call('GET', `/shipments?${query}`)).body as { items: { trackingNumber: string }[] }).items.map(
      ({ trackingNumber }) => trackingNumber,
    )
  assert.deepEqual(await rows('carrier=ZTO&status=label_created,shipped'), ['ZT 77'])
  assert.deepEqual(await rows(`trackingNumber=ZT%2077&locationId=${shop.shanghai}`), ['ZT 77'])
  assert.deepEqual(await rows(`locationId=${shop.beijing}`), [])
  assert.deepEqual((await api.call('GET', '/shipments/carriers')).body, { carriers: ['ZTO'] })
})

async function list(query: string): Promise<Row[]> {
  const { status, body } = await api.call('GET', `/fulfillment-orders?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return (body as { items: Row[] }).items
}

async function counts(query: string) {
  const { status, body } = await api.call('GET', `/fulfillment-orders/counts?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  const { statuses } = body as { statuses: { status: string; count: number; oldestAt: string | null }[] }
  return { statuses: Object.fromEntries(statuses.map((each) => [each.status, each])) }
}

async function refusal(answer: ReturnType<TestApi['call']>): Promise<[number, string, string]> {
  const { status, body } = await answer
  const { code, field } = body as { code: string; field: string }
  return [status, code, field]
}
