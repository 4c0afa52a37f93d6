// Amounts and quantities that were tampered with. Numbers that are none, and orders too large to count:
// test/bad-input/hostile-requests.test.ts.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { differences, openFingerprint } from '../bad-input/fingerprint.ts'
import { callerOf, type Method, type Reply } from '../bad-input/open-shop.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { assertSound } from '../support/sound.ts'

let shops: TwoShops
let call: (method: Method, path: string, body?: unknown) => Promise<Reply>
let fingerprint: () => Promise<string>
let sku: string

before(async () => {
  shops = await openTwoShops()
  call = callerOf(shops.app, shops.own.key)
  fingerprint = await openFingerprint(shops.merchant.owner)
  sku = shops.own.known.sku?.[0] ?? ''
})
after(async () => {
  await assertSound({ owner: shops.merchant.owner, drainAll: shops.drain })
  assert.deepEqual(shops.faults, [])
  await shops.close()
})

const order = (more: object = {}) => ({
  ...{ channel: 'web', shipTo: { name: 'Receiver', country: 'CN' }, lines: [{ sku, quantity: 2 }] },
  ...{ payment: { terms: 'on_account' }, ...more },
})
async function placed(more: object = {}): Promise<Reply['body']> {
  const { status, body } = await call('POST', '/orders', order(more))
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const paid = async (orderId: string, amount: number, kind: 'captured' | 'authorized') =>
  (await call('POST', `/orders/${orderId}/payments`, { method: 'cash', amount, kind })).body

/** Refused, with nothing changed. */
async function refused(path: string, body: unknown, code?: string): Promise<void> {
  const before = await fingerprint()
  const answer = await call('POST', path, body)
  const told = `${path} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`
  assert.ok(answer.status >= 400 && answer.status < 500, told)
  if (code !== undefined) assert.equal(answer.body.code, code, told)
  assert.deepEqual(differences(before, await fingerprint()), [], told)
}

const noAmounts = [0, -1, -100, 0.5, 1e21, 2 ** 53, 1_000_000_000_001, '100', '1e3', null, true, [100], {}]

describe('an order', () => {
  it('cannot be discounted below nothing', async () => {
    for (const discount of [2001, 2_000_000, Number.MAX_SAFE_INTEGER]) await refused('/orders', order({ discount }))
    await refused('/orders', order({ discount: 2001, shipping: 10_000 }))
    assert.equal((await placed({ discount: 2000 })).total, 0)
  })

  it('is priced in its own currency: another one has no list price to take', async () => {
    for (const currency of ['USD', 'JPY', 'KWD']) await refused('/orders', order({ currency }))
    for (const currency of ['cny', 'CNY ', 'XXX', '', 'CN', '人民币', 'CNY,USD'])
      await refused('/orders', order({ currency }), 'invalid_input')
  })

  it('of lines whose quantities are negative, or sum up to nothing, is refused whole', async () => {
    for (const quantity of noAmounts)
      await refused(
        '/orders',
        order({
          lines: [
            { sku, quantity: 1 },
            { sku, quantity },
          ],
        }),
      )
    const raw = await shops.app.fastify.inject({
      ...{ method: 'POST', url: '/api/v1/orders' },
      headers: { authorization: `Bearer ${shops.own.key}`, 'content-type': 'application/json' },
      payload: JSON.stringify(order({ lines: [{ sku, quantity: 7 }] })).replace(
        '"quantity":7',
        '"quantity":7,"quantity":-7',
      ),
    })
    assert.equal(raw.statusCode, 400, 'of two fields of a name the last one counts, and it is judged')
  })

  it('cannot be cancelled by more than it has, nor twice at once', async () => {
    const { id } = await placed({ lines: [{ sku, quantity: 5 }] })
    for (const quantity of [6, 1_000_000, ...noAmounts]) {
      if (quantity !== null) await refused(`/orders/${id}/lines/1/cancellation`, { quantity, reason: 'x' })
    }
    const answers = await atOnce(() => call('POST', `/orders/${id}/lines/1/cancellation`, { quantity: 3, reason: 'x' }))
    assert.equal(answers.filter(({ status }) => status < 300).length, 1)
  })
})

/** Twenty of them at the same moment. */
function atOnce(ask: (n: number) => Promise<Reply>): Promise<Reply[]> {
  return Promise.all(Array.from({ length: 20 }, (_, n) => ask(n)))
}

describe('money', () => {
  it('that is no amount is not recorded, captured or refunded', async () => {
    const { id } = await placed()
    const authorized = await paid(id, 1000, 'authorized')
    const captured = await paid(id, 1000, 'captured')
    for (const amount of noAmounts) {
      await refused(`/orders/${id}/payments`, { method: 'cash', amount })
      await refused(`/payments/${authorized.id}/captures`, { amount })
      await refused(`/payments/${captured.id}/refunds`, { amount })
    }
    await refused(`/payments/${authorized.id}/captures`, { amount: 1001 }, 'amount_exceeds_authorized')
    await refused(`/payments/${captured.id}/refunds`, { amount: 1001 }, 'amount_exceeds_captured')
    await refused(`/payments/${authorized.id}/refunds`, { amount: 1 }, 'action_not_allowed')
    await refused(`/payments/${captured.id}/captures`, { amount: 1 }, 'action_not_allowed')
    await refused(`/payments/${captured.id}/void`, {}, 'action_not_allowed')
    await refused(`/orders/${id}/payments`, { method: 'cash', amount: 1, currency: 'JPY' }, 'invalid_input')
  })

  it('refunded twenty times at once goes back as often as there is of it', async () => {
    const { id } = await placed()
    const payment = await paid(id, 1000, 'captured')
    const answers = await atOnce(() => call('POST', `/payments/${payment.id}/refunds`, { amount: 300 }))
    assert.equal(answers.filter(({ status }) => status === 201).length, 3)
    assert.deepEqual(
      [...new Set(answers.filter(({ status }) => status >= 400).map(({ body }) => body.code))],
      ['amount_exceeds_captured'],
    )
    const { items } = (await call('GET', `/orders/${id}/payments`)).body as unknown as { items: { refunded: number }[] }
    assert.deepEqual(
      items.map(({ refunded }) => refunded),
      [900],
    )
  })

  it('captured and voided twenty times at once is one or the other, once', async () => {
    const { id } = await placed()
    const payment = await paid(id, 1000, 'authorized')
    const answers = await atOnce((n) =>
      call('POST', `/payments/${payment.id}/${n % 2 === 0 ? 'captures' : 'void'}`, n % 2 === 0 ? { amount: 1000 } : {}),
    )
    assert.equal(answers.filter(({ status }) => status === 201).length, 1)
  })

  it('under one idempotency key twenty times at once is refunded once; with another amount it is refused', async () => {
    const { id } = await placed()
    const payment = await paid(id, 1000, 'captured')
    const refund = (amount: number) =>
      shops.app.fastify.inject({
        ...{ method: 'POST', url: `/api/v1/payments/${payment.id}/refunds`, payload: { amount } },
        headers: { authorization: `Bearer ${shops.own.key}`, 'idempotency-key': `refund-${payment.id}` },
      })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => refund(n % 2 === 0 ? 100 : 200)))
    const first = answers.filter(({ statusCode }) => statusCode === 201)
    assert.equal(first.length, 10)
    assert.equal(new Set(first.map(({ body }) => body)).size, 1)
    assert.ok(answers.every(({ statusCode, body }) => statusCode === 201 || /idempotency_key_reused/.test(body)))
    const { refunded } = JSON.parse(first[0]?.body ?? '{}') as { refunded: number }
    assert.ok(refunded === 100 || refunded === 200)
  })
})

describe('goods', () => {
  /** An order of five, and what its place has to do. */
  async function work(): Promise<string> {
    const { id } = await placed({ lines: [{ sku, quantity: 5 }] })
    await shops.drain()
    const { items } = (await call('GET', `/fulfillment-orders?orderId=${id}`)).body as unknown as {
      items: { id: string }[]
    }
    return items[0]?.id ?? ''
  }
  const line = (quantity: unknown, lineNumber = 1) => ({ lines: [{ lineNumber, quantity }] })
  const tooMany = [6, 1_000_000, ...noAmounts.filter((each) => each !== 0)]

  it('cannot be picked, packed or shipped beyond what was ordered', async () => {
    const id = await work()
    const parcel = { carrier: 'SF', trackingNumber: 'attack-1' }
    for (const quantity of tooMany) {
      await refused(`/fulfillment-orders/${id}/picks`, line(quantity))
      await refused(`/fulfillment-orders/${id}/shipments`, { ...parcel, ...line(quantity) })
      await refused(`/fulfillment-orders/${id}/labels`, { ...parcel, ...line(quantity) })
    }
    await refused(`/fulfillment-orders/${id}/picks`, { lines: [...line(3).lines, ...line(3).lines] })
    await refused(`/fulfillment-orders/${id}/picks`, line(1, 2))
    await refused(`/fulfillment-orders/${id}/shipments`, { ...parcel, lines: [...line(3).lines, ...line(3).lines] })
    await refused(`/fulfillment-orders/${id}/packages`, line(1))
  })

  it('shipped twenty times at once leave once', async () => {
    const id = await work()
    const answers = await atOnce((n) =>
      call('POST', `/fulfillment-orders/${id}/shipments`, { carrier: 'SF', trackingNumber: `race-${n}`, ...line(3) }),
    )
    assert.equal(answers.filter(({ status }) => status === 201).length, 1)
  })

  it('cannot be received, written off, sent or received again beyond what there is', async () => {
    const [from, to] = shops.own.known.locationId ?? []
    const lines = (quantity: unknown) => [{ sku, quantity }]
    for (const quantity of noAmounts)
      await refused('/stock/receipts', { locationId: from, reference: 'x', lines: lines(quantity) })
    for (const quantity of [-200_000, -1_000_001, 0, 0.5, '1', 2 ** 53]) {
      await refused('/stock/adjustments', {
        locationId: from,
        reason: 'damage',
        reference: 'x',
        lines: lines(quantity),
      })
    }
    const transfer = { fromLocationId: from, toLocationId: to, reference: 'x', lines: lines(10) }
    for (const quantity of noAmounts) await refused('/stock/transfers', { ...transfer, lines: lines(quantity) })
    await refused('/stock/transfers', { ...transfer, toLocationId: from })
    const { id } = (await call('POST', '/stock/transfers', { ...transfer, draft: false })).body
    for (const quantity of [11, -1, 0.5])
      await refused(`/stock/transfers/${id}/dispatch`, { lines: [{ lineNumber: 1, quantity }] })
    assert.ok(
      (await call('POST', `/stock/transfers/${id}/dispatch`, { lines: [{ lineNumber: 1, quantity: 4 }] })).status < 300,
    )
    for (const quantity of [5, 10, -4])
      await refused(`/stock/transfers/${id}/receipts`, { lines: [{ lineNumber: 1, quantity }] })
    const answers = await atOnce(() =>
      call('POST', `/stock/transfers/${id}/receipts`, { lines: [{ lineNumber: 1, quantity: 4 }] }),
    )
    assert.equal(answers.filter(({ status }) => status < 300).length, 1)
  })
})
