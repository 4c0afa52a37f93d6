import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CallAs, openTo } from '../../test/support/callers.ts'
import { createTestShop, intakeOf, receiver, type TestShop } from '../../test/support/shop.ts'
import { workOn } from '../../test/support/work.ts'
import { readSqlChecks, runSqlCheck } from '../cli/verify/sql-checks.ts'
import { findRelatedObjects } from '../fulfillment/related-objects.ts'
import { serveFulfillment } from '../fulfillment/routes.ts'
import { serveOrders } from '../orders/routes.ts'
import { drain } from '../platform/drain.ts'
import { continueFigures, figuresName, restartFigures } from './build-figures.ts'
import { orderFigures, takeSteps } from './order-figures.ts'

const at = (text: string) => new Date(`2026-03-${text}+08:00`)
let now = at('05T09:05:00')
let shop: TestShop
let call: CallAs
before(async () => {
  shop = await createTestShop({ clock: () => new Date(now) })
  call = openTo(shop, (app) => serveOrders(app, intakeOf(shop), findRelatedObjects), serveFulfillment)
  await shop.addVariants({ sku: 'RARE' })
  await shop.settings({ shortagePolicy: 'backorder' })
})
after(() => shop.close())

const clerk = { actor: 'staff:clerk' }
const onAccount = { payment: { terms: 'on_account' } }

async function place(sku: string, more: object = {}): Promise<string> {
  const { status, body } = await shop.place({ lines: [{ sku, quantity: 2 }], ...onAccount, ...more })
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}

async function post(path: string, body: object): Promise<void> {
  const { status, body: answer } = await call(clerk, 'POST', path, body)
  assert.ok(status === 200 || status === 201, `${path}: ${status} ${JSON.stringify(answer)}`)
}

async function ship(orderId: string): Promise<void> {
  const [work] = await workOn(shop, orderId)
  assert.ok(work !== undefined)
  const path = `/fulfillment-orders/${work.id}`
  await post(`${path}/picks`, { lines: [{ lineNumber: 1, quantity: 2 }] })
  await post(`${path}/packages`, {})
  await post(`${path}/shipments`, { carrier: 'SF', trackingNumber: `SF-${orderId}` })
}

async function rows(table: string): Promise<string[]> {
  const columns: Record<string, string> = {
    order_slots: `to_char(day, 'DD'), slot, channel, orders, amount, shipped, cancelled`,
    order_day_stages: `to_char(day, 'DD'), channel, stage, orders`,
    order_day_areas: `to_char(day, 'DD'), channel, area, orders, amount`,
    waiting_orders: 'kind, channel, count(*)',
  }
  const group = table === 'waiting_orders' ? 'group by kind, channel' : ''
  const { rows } = await shop.owner.query<{ row: string }>(
    `select concat_ws(' ', ${columns[table]}) as row from ${table} ${group} order by 1`,
  )
  return rows.map(({ row }) => row).filter((row) => !/ 0$/.test(row) || table === 'order_slots')
}

const all = async () => [
  ...(await rows('order_slots')),
  ...(await rows('order_day_stages')),
  ...(await rows('order_day_areas')),
  ...(await rows('waiting_orders')),
]

/** What is kept is what the check makes anew. */
async function assertTrue(): Promise<void> {
  const check = (await readSqlChecks()).find(({ check }) => check === '31-order-figures')
  assert.ok(check !== undefined)
  assert.deepEqual((await runSqlCheck(shop.owner, check, 5))?.rows ?? [], [])
}

test('what happens to orders is summed by ten minutes, channel, stage and area, on the merchant’s days', async () => {
  const first = await place('A')
  now = at('05T23:59:59')
  const second = await place('B', { channel: 'phone', shipTo: { ...receiver, province: '广东省', city: '深圳市' } })
  now = at('06T00:00:00')
  await place('RARE')
  await place('A', { shipTo: { name: 'Ann', phone: '+1 212 555 0100', country: 'US', city: 'New York' } })
  await place('B', { payment: { terms: 'awaiting_payment' } })
  await shop.drainAll()
  await ship(first)
  await post(`/orders/${second}/cancellation`, { reason: 'slip' })
  await shop.drainAll()
  const expected = [
    ...['05 143 phone 1 2000 0 0', '05 54 web 1 2000 0 0', '06 0 phone 0 0 0 1', '06 0 web 3 6000 1 0'],
    ...['05 phone cancelled 1', '05 web shipped 1', '06 web pending 1', '06 web processed 2'],
    ...['05 phone 440000 1 2000', '05 web 330000 1 2000', '06 web 330000 2 4000', '06 web US 1 2000'],
    ...['backordered web 1', 'payment web 1'],
  ]
  assert.deepEqual(await all(), expected)
  await assertTrue()
})

test('an order that is wanted again takes its cancellation back where it was counted', async () => {
  now = at('06T00:20:00')
  const orderId = await place('C')
  await post(`/orders/${orderId}/cancellation`, { reason: 'slip' })
  now = at('06T00:20:09')
  assert.equal((await call(clerk, 'DELETE', `/orders/${orderId}/cancellation`)).status, 200)
  await shop.drainAll()
  assert.ok((await rows('order_slots')).includes('06 2 web 1 2000 0 0'))
  await assertTrue()
})

test('made anew from the truth they are the same, also while orders come and change in between', async () => {
  await shop.drainAll()
  const before = await all()
  await shop.command((command) => restartFigures(command))
  assert.deepEqual(await all(), [])
  const build = await shop.command((command) => continueFigures(command, 2))
  assert.deepEqual([build.orders, build.completedAt], [2, null])

  // Two at a time: events of orders that are in are added, those of later ones are left to the portion that will have them.
  const slowly = {
    ...orderFigures,
    handle: (...[context, events]: Parameters<typeof orderFigures.handle>) => takeSteps(context, events, 2),
  }
  const added = await place('A', { channel: 'app' })
  await post(`/orders/${added}/holds`, { kind: 'manual', reason: 'call first' })
  await drain(shop.runtime, shop.merchantId, slowly)
  const {
    rows: [state],
  } = await shop.owner.query('select position, orders from figure_builds')
  assert.ok(state.position < added, 'the order is not in yet, though its events were handled')
  await assertTrue()
  await post(`/orders/${added}/cancellation`, { reason: 'slip' })
  while ((await shop.command((command) => continueFigures(command, 2))).position !== null);
  await assertTrue()
  await shop.drainAll()
  await assertTrue()
  const isNew = (row: string) => / app /.test(row)
  const after = await all()
  assert.deepEqual(
    after.filter((row) => !isNew(row)),
    before,
  )
  assert.deepEqual(after.filter(isNew), ['06 2 app 1 2000 0 1', '06 app cancelled 1', '06 app 330000 1 2000'])
})

test('a shop whose orders are older than the sums has them made with the next event', async () => {
  await shop.drainAll()
  const before = await all()
  for (const table of ['order_slots', 'order_day_stages', 'order_day_areas', 'waiting_orders', 'figure_builds'])
    await shop.owner.query(`delete from ${table}`)
  const orderId = await place('B', { channel: 'email' })
  await drain(shop.runtime, shop.merchantId, orderFigures)
  const after = await all()
  assert.deepEqual(
    after.filter((row) => !/ email /.test(row)),
    before,
  )
  assert.equal(after.filter((row) => / email /.test(row)).length, 3, orderId)
  await assertTrue()
  assert.equal(figuresName, orderFigures.name)
})
