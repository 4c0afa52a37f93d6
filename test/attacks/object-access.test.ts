// Broken object level access: what is another merchant's, asked for by every role, and through what the program keeps in memory.
// Ids in paths, bodies and queries as the bearer of a key: test/bad-input/foreign-ids.test.ts.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { drain } from '../../src/platform/drain.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import type { Known } from '../bad-input/open-shop.ts'
import type { Operation } from '../bad-input/operations.ts'
import { type Answer, send } from '../bad-input/send.ts'
import { foreignMark, type Shop } from '../bad-input/two-shops.ts'
import { type Browser, makeSomebody } from '../support/people.ts'
import { type AttackedShops, openAttackedShops } from './attacked-shops.ts'
import { sampleRequest } from './sample-request.ts'

let shops: AttackedShops
let foreign: Known
let everything: () => Promise<string>
let foreignRows: () => Promise<string>

before(async () => {
  shops = await openAttackedShops()
  const { staffId } = await makeSomebody(shops.merchant.runtime, shops.foreign.merchantId, {
    ...{ email: 'owner@attack.example', roles: ['owner'] },
  })
  foreign = { ...shops.foreign.known, staffId: [staffId] }
  everything = await openFingerprint(shops.merchant.owner)
  foreignRows = await openFingerprint(shops.merchant.owner, shops.foreign.merchantId)
})
after(() => shops.close())

const operation = (name: string) => shops.operations.find((each) => each.name === name) as Operation
const ask = (shop: Shop, name: string, body: unknown, headers?: Record<string, string>): Promise<Answer> =>
  send({ app: shops.app, key: shop.key }, operation(name), { path: {}, query: {}, body }, headers)
const read = async (shop: Shop, url: string) => {
  const answer = await shops.app.fastify.inject({
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${shop.key}` },
  })
  return { text: answer.body, body: answer.json() }
}

/** An order of the shop's first thing. */
function orderOf(sku: string, more: object = {}): object {
  const shipTo = { name: 'Receiver', country: 'CN' }
  return { channel: 'web', shipTo, lines: [{ sku, quantity: 1 }], payment: { terms: 'on_account' }, ...more }
}

describe('somebody of another merchant', () => {
  it('has nothing of it by any id, in any role, and changes nothing', async () => {
    const before = await everything()
    const seen: string[] = []
    for (const [role, browser] of shops.people) seen.push(...(await tryEveryId(role, browser)))
    assert.deepEqual(seen, [])
    const changed = differences(before, await everything()).filter((table) => table !== 'sessions')
    assert.deepEqual(changed, [])
  })
})

async function tryEveryId(role: string, browser: Browser): Promise<string[]> {
  const faults: string[] = []
  let tried = 0
  for (const each of shops.operations) {
    const names = Object.keys(each.pathParameters).filter((name) => /^[0-9a-f]{8}-/.test(foreign[name]?.[0] ?? ''))
    if (names.length === 0) continue
    const { path, body } = sampleRequest(each, shops.own.known)
    const ids = Object.fromEntries(names.map((name) => [name, foreign[name]?.[0] ?? '']))
    const url = each.path.replace('/api/v1', '').replace(/\{(\w+)\}/g, (_, name: string) => {
      return encodeURIComponent(ids[name] ?? path[name] ?? 'x')
    })
    const answer = await browser.call(each.method, url, body as object | undefined)
    const text = JSON.stringify(answer.body)
    const isNothing = answer.status === 404 || answer.status === 403 || text.startsWith('{"items":[],')
    if (!isNothing || text.includes(foreignMark))
      faults.push(`${role} ${each.name}: ${answer.status} ${text.slice(0, 200)}`)
    tried += 1
  }
  assert.ok(tried > 30, `only ${tried}`)
  return faults
}

describe('a request', () => {
  it('that names another merchant in a header is of its key all the same', async () => {
    const names = [
      'x-merchant-id',
      'merchant-id',
      'yidan-merchant',
      'x-tenant-id',
      'x-yidan-merchant-id',
      'x-forwarded-user',
    ]
    const headers = Object.fromEntries(names.map((name) => [name, shops.foreign.merchantId]))
    for (const name of ['getMerchant', 'listOrders', 'listCustomers', 'listApiKeys']) {
      const plain = await ask(shops.own, name, undefined)
      const named = await ask(shops.own, name, undefined, headers)
      assert.equal(plain.status, 200, name)
      assert.ok(!named.text.includes(foreignMark) && !named.text.includes(shops.foreign.merchantId), name)
      assert.deepEqual(idsOf(named.text), idsOf(plain.text))
    }
  })

  it('of the same idempotency key is done for each merchant, and answered with its own', async () => {
    const headers = { 'idempotency-key': 'the same in both' }
    const answers: Record<string, string[]> = {}
    for (const shop of [shops.own, shops.foreign, shops.own, shops.foreign]) {
      const customer = await ask(
        shop,
        'createCustomer',
        { code: 'same', contact: { name: 'Same', country: 'CN' } },
        headers,
      )
      const note = await ask(
        shop,
        'placeOrders',
        { orders: [orderOf(shop.known.sku?.[0] ?? '')] },
        { 'idempotency-key': 'batch' },
      )
      assert.ok(customer.status === 201 && note.status === 200, `${customer.text} ${note.text}`)
      answers[shop.merchantId] = [...(answers[shop.merchantId] ?? []), customer.text, note.text]
    }
    const [own = [], other = []] = [answers[shops.own.merchantId], answers[shops.foreign.merchantId]]
    assert.deepEqual([own.slice(2), other.slice(2)], [own.slice(0, 2), other.slice(0, 2)], 'given again')
    assert.notEqual(own[0], other[0])
    assert.notEqual(own[1], other[1])
  })

  it('with the version of another merchant’s object changes one’s own only by one’s own version', async () => {
    const [ownOrder, otherOrder] = [shops.own.known.orderId?.[9], shops.foreign.known.orderId?.[9]]
    const before = await foreignRows()
    const { body: seen } = await read(shops.foreign, `/orders/${otherOrder}`)
    const hold = (id: string | undefined, version: number) =>
      send(
        { app: shops.app, key: shops.own.key },
        operation('holdOrder'),
        { path: { orderId: id ?? '' }, query: {}, body: { reason: 'x' } },
        { 'if-match': `"${version}"` },
      )
    assert.equal((await hold(otherOrder, seen.version)).status, 404)
    assert.equal((await hold(ownOrder, seen.version + 100)).status, 412)
    assert.deepEqual(differences(before, await foreignRows()), [])
  })
})

function idsOf(text: string): string[] {
  return text.match(/"id":"[^"]+"/g) ?? []
}

describe('what the program keeps in memory', () => {
  it('sells no merchant’s things to another, whoever asked first', async () => {
    for (const [shop, other] of [
      [shops.own, shops.foreign],
      [shops.foreign, shops.own],
    ] as const) {
      const theirs = other.known.sku?.[0] ?? ''
      assert.equal((await ask(other, 'placeOrder', orderOf(theirs))).status, 201)
      const { status, text } = await ask(shop, 'placeOrder', orderOf(theirs))
      assert.equal(status, 422, text)
      const byId = { lines: [{ variantId: other.known.variantId?.[0], quantity: 1 }] }
      assert.equal((await ask(shop, 'placeOrder', orderOf('', byId))).status, 422)
      const byBarcode = { lines: [{ barcode: other.known.barcode?.[0], quantity: 1 }] }
      assert.equal((await ask(shop, 'placeOrder', orderOf('', byBarcode))).status, 422)
    }
  })

  it('has each merchant’s price of what both call the same, also when their orders come together', async () => {
    const prices = [
      [shops.own, '11'],
      [shops.foreign, '22'],
    ] as const
    for (const [shop, price] of prices) {
      const made = await ask(shop, 'createProduct', { name: 'Both', variants: [{ sku: 'both', kind: 'service' }] })
      const [variant] = (made.body as { variants: { id: string }[] }).variants
      const path = { variantId: variant?.id ?? '' }
      await send({ app: shops.app, key: shop.key }, operation('setPrices'), {
        ...{ path, query: {}, body: { prices: [{ currency: 'CNY', price }] } },
      })
    }
    const placed = await Promise.all(
      Array.from({ length: 12 }, (_, n) => ask(n % 2 === 0 ? shops.own : shops.foreign, 'placeOrder', orderOf('both'))),
    )
    const totals = placed.map(({ body }) => (body as { total: number }).total)
    assert.deepEqual(
      totals,
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? 1100 : 2200)),
    )
  })

  it('numbers each merchant’s orders by itself: no number tells how many the other has', async () => {
    const numbersOf = async (shop: Shop) =>
      (
        await shops.merchant.owner.query<{ first: string }>(
          'select min(number) as first from orders where merchant_id = $1',
          [shop.merchantId],
        )
      ).rows[0]?.first
    assert.equal(String(await numbersOf(shops.own)), '100001')
    assert.equal(String(await numbersOf(shops.foreign)), '100001')
  })
})

describe('a search', () => {
  it('by a phone, a name or an e-mail that both merchants know finds one’s own alone', async () => {
    const found = { own: 0, foreign: 0 }
    await shops.drain()
    for (const text of ['13900000000', '0000', 'receiver', 'FOREIGN', 'FOREIGN receiver', '13800138000']) {
      for (const list of ['/customers', '/orders']) {
        const mine = await read(shops.own, `${list}?limit=200&text=${encodeURIComponent(text)}`)
        const theirs = await read(shops.foreign, `${list}?limit=200&text=${encodeURIComponent(text)}`)
        assert.ok(!mine.text.includes(foreignMark), `${list} ${text}`)
        const ids = new Set(idsOf(theirs.text))
        assert.deepEqual(
          idsOf(mine.text).filter((id) => ids.has(id)),
          [],
          `${list} ${text}`,
        )
        found.own += idsOf(mine.text).length
        found.foreign += idsOf(theirs.text).length
      }
    }
    assert.ok(found.own > 10 && found.foreign > 10, JSON.stringify(found))
  })
})

describe('the drains of one merchant', () => {
  it('hand on nothing of another, whose events wait for their own', async () => {
    await shops.drain()
    for (const shop of [shops.own, shops.foreign]) await ask(shop, 'placeOrder', orderOf(shop.known.sku?.[0] ?? ''))
    const before = await foreignRows()
    const ownBefore = await everything()
    for (const subscriber of subscribers) await drain(shops.merchant.runtime, shops.own.merchantId, subscriber)
    assert.deepEqual(differences(before, await foreignRows()), [])
    assert.notDeepEqual(differences(ownBefore, await everything()), [])
  })
})
