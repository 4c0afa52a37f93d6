import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../../test/support/merchant.ts'
import { assertSound } from '../../../../test/support/sound.ts'
import { serveCatalog } from '../../../catalog/routes.ts'
import { batchOrders } from '../../../orders/intake/batch-orders.ts'
import { previewOrder } from '../../../orders/intake/preview-order.ts'
import { serveOrders } from '../../../orders/routes.ts'
import { firstChannels, setChannels } from '../../../orders/settings-store.ts'
import { runCommand } from '../../../platform/command.ts'
import { setTaxRate } from '../../../pricing/set-tax-rate.ts'
import { openIntake } from '../../../shell/build-app.ts'
import { personalHolders } from '../../../shell/personal-holders.ts'
import { subscribers } from '../../../shell/subscribers.ts'
import { serveTraining } from '../../routes.ts'
import { loadSampleShop, samplePeriodMs } from '../load-sample-shop.ts'
import type { SampleRemoval } from './removal.ts'

let merchant: TestMerchant
let api: TestApi
let realOrder: string
before(async () => {
  merchant = await createTestMerchant({ subscribers })
  const { runtime, merchantId } = merchant
  const from = new Date(runtime.clock().getTime() - samplePeriodMs)
  await runCommand(runtime, { merchantId, actor: 'system:test', now: from }, async (command) => {
    await setChannels(command, firstChannels('CN'))
    for (const taxClass of ['standard', 'reduced', 'services', 'exempt']) {
      await setTaxRate(command, { taxClass, rateBasisPoints: taxClass === 'exempt' ? 0 : 1300, included: true })
    }
  })
  await loadSampleShop({ runtime, merchantId, from, openIntake, subscribers })
  api = await open(merchant)
})
after(() => merchant.close())

function open({ open: openTo, runtime }: TestMerchant): Promise<TestApi> {
  return openTo(
    (app) => serveTraining(app, personalHolders, { mail: false, mailFrom: null, keysApart: true }),
    serveCatalog,
    (app) => {
      const intake = openIntake(runtime)
      serveOrders(app, { batcher: batchOrders(intake), preview: previewOrder(intake), intake }, async () => [])
    },
  )
}

type Removal = SampleRemoval & { keptCount: number }
type Onboarding = {
  steps: { code: string; done: boolean }[]
  sampleShop: { loaded: boolean; removedAt: string | null }
}

const onboarding = async () => (await api.call('GET', '/onboarding')).body as Onboarding
const isDone = async (code: string) => (await onboarding()).steps.find((step) => step.code === code)?.done
const count = async (query: string) =>
  (await merchant.owner.query<{ count: number }>(`select count(*)::int as count from ${query}`)).rows[0]?.count

test('where there is no sample shop there is nothing to remove', async () => {
  const other = await createTestMerchant()
  try {
    const { call } = await open(other)
    const refused = await call('DELETE', '/sample-shop')
    assert.deepEqual([refused.status, (refused.body as { code: string }).code], [404, 'no_sample_shop'])
    const { sampleShop } = (await call('GET', '/onboarding')).body as Onboarding
    assert.deepEqual(sampleShop, { loaded: false, removedAt: null })
  } finally {
    await other.close()
  }
})

test('the sample shop goes in one transaction, what somebody ordered stays and is named, and the books are sound', async () => {
  for (const step of ['location', 'products', 'prices', 'stock', 'first_order']) {
    assert.equal(await isDone(step), false, `${step} of the sample shop does not count`)
  }
  const { rows } = await merchant.owner.query(`
    select v.sku, p.id from variants v join products p on p.id = v.product_id
    join inventory_levels l on l.item_id = v.id where p.status = 'active' group by v.sku, p.id
    having sum(l.on_hand - l.allocated - l.reserved) > 40 order by v.sku limit 1`)
  const placed = await api.call('POST', '/orders', {
    channel: 'web',
    shipTo: { name: '真客人', country: 'CN', province: '上海市', city: '上海市' },
    lines: [{ sku: rows[0].sku, quantity: 2 }],
    payment: { terms: 'on_account' },
  })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))
  await merchant.drainAll()
  assert.equal(await isDone('first_order'), true)

  const preview = (await api.call('DELETE', '/sample-shop?preview=true')).body as { answer: Removal }
  assert.equal(await count(`events where type = 'sample_shop.removed'`), 0)
  const answer = await api.call('DELETE', '/sample-shop')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const { kept, ...numbers } = answer.body as Removal
  assert.deepEqual(preview.answer, answer.body)
  for (const [name, number] of Object.entries(numbers)) assert.ok(number > 0 || name === 'locationsClosed', name)
  assert.ok(kept.some(({ kind, id, reason }) => kind === 'product' && id === rows[0].id && reason === 'in_open_order'))
  assert.ok(kept.some(({ kind, reason }) => kind === 'location' && reason === 'has_work'))
  await merchant.drainAll()
  await assertSound(merchant)
  const { id } = placed.body as { id: string }
  realOrder = id
  assert.equal(await count(`orders where stage in ('draft', 'pending') and id <> '${id}'`), 0)
  assert.equal(await count(`products where status = 'active'`), kept.filter(({ kind }) => kind === 'product').length)
  assert.equal(
    await count(`orders where id = '${id}' and status in ('submitted', 'confirmed')`),
    1,
    'a real order is not touched',
  )
  assert.equal(typeof (await onboarding()).sampleShop.removedAt, 'string')
})

test('what was left goes when nothing depends on it any more', async () => {
  const cancelled = await api.call('POST', `/orders/${realOrder}/cancellation`, { reason: 'a trial' })
  assert.equal(cancelled.status, 200, JSON.stringify(cancelled.body))
  await merchant.drainAll()
  const { productsArchived, locationsClosed } = (await api.call('DELETE', '/sample-shop')).body as Removal
  assert.equal(productsArchived, 1)
  assert.ok(locationsClosed > 0)
  await merchant.drainAll()
  await assertSound(merchant)
  assert.equal(await count(`locations where status = 'active'`), 0)
  assert.equal(await count('inventory_levels where on_hand > 0'), 0)
})
