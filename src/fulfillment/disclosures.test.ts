import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { findInPlain, openPrivacy } from '../../test/support/privacy.ts'
import { createTestShop, receiver, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { placeWork } from '../../test/support/work.ts'
import { discloseOrder } from '../orders/disclose-order.ts'
import { runCommand } from '../platform/command.ts'
import { discloseReceivers } from './disclose-receivers.ts'

let shop: TestShop
let api: TestApi

before(async () => {
  shop = await createTestShop()
  api = await openPrivacy(shop)
})
after(() => shop.close())

const as = (actor: string) => ({ merchantId: shop.merchantId, actor })
const limit = (perHour: number, perDay = 1000) =>
  api.call('PUT', '/privacy-settings', { packingDisclosures: { perHour, perDay } })
const eventsOf = async (type: string, actor: string) =>
  (
    await shop.owner.query<{ data: Record<string, unknown> }>(
      'select data from events where type = $1 and actor = $2',
      [...[type, actor]],
    )
  ).rows.map(({ data }) => data)

test('a receiver is masked until somebody asks for the whole, which is kept and nowhere in plain', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const masked = (await api.call('GET', `/orders/${orderId}`)).body as { shipTo: object }
  assert.deepEqual(masked.shipTo, {
    ...{
      kind: 'plain',
      name: '张**',
      phone: '138****8000',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      street: '***',
    },
  })
  const asked = { purpose: 'delivery', reason: '快递丢失' }
  for (const path of [`/orders/${orderId}`, `/fulfillment-orders/${work.id}`]) {
    const headers = { 'idempotency-key': path }
    const { status, body } = await api.call('POST', `${path}/disclosures`, asked, headers)
    const { contact, disclosureId } = body as { contact: object; disclosureId: string }
    assert.deepEqual([status, contact], [201, { kind: 'plain', ...receiver }])
    const told = await shop.owner.query('select type, data from events where object_id = $1', [disclosureId])
    assert.deepEqual(told.rows, [
      {
        type: 'personal_data.disclosed',
        data: {
          ...{ subjectType: path.startsWith('/orders') ? 'order' : 'fulfillment_order', purpose: 'delivery', count: 1 },
          subjects: [path.split('/')[2]],
          fields: ['city', 'country', 'name', 'phone', 'province', 'street'],
        },
      },
    ])
  }
  assert.deepEqual(await findInPlain(shop, [receiver.phone, receiver.name, receiver.street, '快递丢失']), [])
  assert.equal((await api.call('POST', `/orders/${orderId}/disclosures`, { purpose: 'curiosity' })).status, 400)
  assert.equal((await api.call('POST', `/orders/${work.id}/disclosures`, asked)).status, 404)
  await assertSound(shop)
})

test('labels are asked for a hundred at a time, with a result for each', async () => {
  const works = [await placeWork(shop, { sku: 'A', quantity: 1 }), await placeWork(shop, { sku: 'A', quantity: 1 })]
  const unknown = works[0]?.orderId as string
  const ids = [works[0]?.work.id, unknown, works[1]?.work.id, works[0]?.work.id] as string[]
  const { status, body } = await api.call('POST', '/fulfillment-orders/disclosures', {
    ...{ fulfillmentOrderIds: ids, purpose: 'delivery' },
  })
  const { results } = body as {
    results: { fulfillmentOrderId: string; contact?: object; problem?: { code: string } }[]
  }
  assert.equal(status, 201)
  assert.deepEqual(
    results.map(({ fulfillmentOrderId, contact, problem }) => [fulfillmentOrderId, contact ?? problem?.code]),
    [
      [ids[0], { kind: 'plain', ...receiver }],
      [unknown, 'fulfillment_order_not_found'],
      [ids[2], { kind: 'plain', ...receiver }],
      [ids[3], { kind: 'plain', ...receiver }],
    ],
  )
  await assertSound(shop)
})

test('who acts in one place sees the receivers of no other', async () => {
  const { orderId, work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const elsewhere = {
    ...as('staff:elsewhere'),
    scope: { location: new Set([shop.beijing]), channel: new Set(['app']) },
  }
  const asked = { fulfillmentOrderIds: [work.id], purpose: 'delivery' as const }
  const seen = await runCommand(shop.runtime, elsewhere, (command) => discloseReceivers(command, asked))
  assert.ok(seen.outcomes[0] !== undefined && 'refusal' in seen.outcomes[0])
  await assert.rejects(
    runCommand(shop.runtime, elsewhere, (command) => discloseOrder(command, { orderId, purpose: 'delivery' })),
    { code: 'not_found' },
  )
})

test('nobody passes the limit, however many requests come at once; reaching it is told once', async () => {
  await limit(7)
  const { work } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const actor = 'staff:curious'
  const asked = { fulfillmentOrderIds: [work.id, work.id, work.id], purpose: 'service' as const }
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      runCommand(shop.runtime, as(actor), (command) => discloseReceivers(command, asked)),
    ),
  )
  const outcomes = answers.flatMap((answer) => answer.outcomes)
  const refused = outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal] : []))
  assert.equal(outcomes.length - refused.length, 7)
  assert.deepEqual(
    [...new Set(refused.map(({ code, kind }) => `${kind} ${code}`))],
    ['too_many disclosure_limit_reached'],
  )
  assert.deepEqual([...new Set(refused.map(({ facts }) => `${facts.window} ${facts.limit}`))], ['hour 7'])
  const reached = await eventsOf('disclosure_limit.reached', actor)
  assert.deepEqual([reached.length, reached[0]?.limit], [1, 7])
  const told = await eventsOf('personal_data.disclosed', actor)
  assert.equal(
    told.reduce((sum, { count }) => sum + (count as number), 0),
    7,
  )
  const other = await runCommand(shop.runtime, as('staff:other'), (command) => discloseReceivers(command, asked))
  assert.ok(other.outcomes.every((outcome) => 'value' in outcome))
  await assertSound(shop)
})

test('a key that has seen enough is answered 429, with when there is more', async () => {
  await api.call('PUT', '/privacy-settings', { keyDisclosures: { perHour: 0 } })
  const { orderId } = await placeWork(shop, { sku: 'A', quantity: 1 })
  const { status, body } = await api.call('POST', `/orders/${orderId}/disclosures`, { purpose: 'service' })
  const { code, facts } = body as { code: string; facts: { freeAt: string; window: string } }
  assert.deepEqual([status, code, facts.window], [429, 'disclosure_limit_reached', 'hour'])
  assert.ok(new Date(facts.freeAt) > new Date())
  await api.call('PUT', '/privacy-settings', {})
  assert.equal((await api.call('POST', `/orders/${orderId}/disclosures`, { purpose: 'service' })).status, 201)
})
