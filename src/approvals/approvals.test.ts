import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type CallAs, type Caller, openTo } from '../../test/support/callers.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { serveInventory } from '../inventory/routes.ts'
import { servePayments } from '../payments/routes.ts'
import { runCommand } from '../platform/command.ts'
import { dayMs } from '../platform/time.ts'
import { approvalDoing } from '../shell/approval-doing.ts'
import { approve as approveIt, decline } from './decide-approval.ts'
import { expireApprovals } from './expire-approvals.ts'
import { serveApprovals } from './routes.ts'

const asker: Caller = { actor: 'staff:asker' }
const approver: Caller = { actor: 'staff:approver' }
const other: Caller = { actor: 'staff:other' }

let shop: TestShop
let call: CallAs
before(async () => {
  shop = await createTestShop()
  call = openTo(shop, serveInventory, servePayments, (app) => serveApprovals(app, approvalDoing))
})
beforeEach(() => settings({}))
after(() => shop.close())

type Body = {
  id: string
  status: string
  code?: string
  requestedBy?: string
  effectId?: string
  version: number
  facts?: object
}
const bodyOf = ({ body }: { body: unknown }) => body as Body
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as Body).code]

const settings = (wanted: object) => call({ actor: 'staff:owner' }, 'PUT', '/approval-settings', wanted)
const writeOff = (caller: Caller, quantity = 3, headers = {}) => {
  const lines = [{ sku: 'A', quantity: -quantity }]
  return call(caller, 'POST', '/stock/adjustments', { locationId: shop.shanghai, reason: 'damage', lines }, headers)
}
const approve = (caller: Caller, { id }: { id: string }) => call(caller, 'POST', `/approvals/${id}/approval`, {})
const onHand = async (sku = 'A') => {
  const { rows } = await shop.owner.query(
    `select on_hand from inventory_levels where item_id = $1 and location_id = $2`,
    [shop.variants.get(sku), shop.shanghai],
  )
  return rows[0].on_hand as number
}
const captured = async (amount: number) => {
  const { body: order } = await shop.place({ lines: [{ sku: 'B', quantity: 1 }], payment: { terms: 'on_account' } })
  const payment = { method: 'cash', amount }
  return bodyOf(await call(approver, 'POST', `/orders/${order.id}/payments`, payment)).id
}
const refund = (caller: Caller, paymentId: string, amount: number) =>
  call(caller, 'POST', `/payments/${paymentId}/refunds`, { amount, reason: 'broken' })

test('a write-off that a person asks for waits for another, is done by them, and names both', async () => {
  const before = await onHand()
  const asked = await writeOff(asker)
  assert.deepEqual([asked.status, bodyOf(asked).status, await onHand()], [202, 'requested', before])
  const own = await approve(asker, bodyOf(asked))
  assert.deepEqual(codeOf(own), [403, 'approval_by_requester'])
  assert.deepEqual(bodyOf(own).facts, { otherDeciders: 0 })
  const answer = await approve(approver, bodyOf(asked))
  assert.deepEqual([answer.status, bodyOf(answer).status, await onHand()], [200, 'approved', before - 3])
  const { rows } = await shop.owner.query(
    `select type, actor, data->>'requestedBy' as asked from events where object_id = $1`,
    [bodyOf(answer).effectId],
  )
  assert.deepEqual(rows, [{ type: 'stock.adjusted', actor: 'staff:approver', asked: 'staff:asker' }])
  const again = await approve(other, bodyOf(asked))
  assert.deepEqual(codeOf(again), [409, 'action_not_allowed'])
  assert.deepEqual(bodyOf(again).facts, { action: 'approve', state: 'approved', allowedFrom: ['requested'] })
  await assertSound(shop)
})

test('what would be refused is refused at once, and what only brings goods is done at once', async () => {
  assert.deepEqual(codeOf(await writeOff(asker, 1_000_000)), [422, 'stock_would_be_negative'])
  const found = { locationId: shop.shanghai, reason: 'found', lines: [{ sku: 'A', quantity: 2 }] }
  assert.equal((await call(asker, 'POST', '/stock/adjustments', found)).status, 201)
})

test('a key that may approve acts at once, one that may not asks as a person does', async () => {
  assert.equal((await writeOff({ actor: 'key:all' }, 1)).status, 201)
  assert.equal((await writeOff({ actor: 'key:few', may: ['stock.adjust'] }, 1)).status, 202)
  const asked = bodyOf(await writeOff(asker, 1))
  const few = { actor: 'staff:few', may: ['approvals.decide', 'payments.approve'] }
  assert.deepEqual(codeOf(await approve(few, asked)), [403, 'not_permitted'])
})

test('a refund waits with its amount; of two who approve it at once one does', async () => {
  const paymentId = await captured(1000)
  const asked = bodyOf(await refund(asker, paymentId, 400))
  const answers = await Promise.all([approve(approver, asked), approve(other, asked), approve(approver, asked)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409])
  const { rows } = await shop.owner.query(`select refunded::int as refunded from payments where id = $1`, [paymentId])
  assert.equal(rows[0].refunded, 400)
  await assertSound(shop)
})

test('when the world changed meanwhile the approval is refused with that problem, and stays open', async () => {
  const paymentId = await captured(1000)
  const [first, second] = [bodyOf(await refund(asker, paymentId, 700)), bodyOf(await refund(asker, paymentId, 700))]
  assert.equal((await approve(approver, first)).status, 200)
  assert.deepEqual(codeOf(await approve(approver, second)), [422, 'amount_exceeds_captured'])
  const open = await call(approver, 'GET', '/approvals?status=requested&kind=refund')
  assert.ok((open.body as { items: Body[] }).items.some(({ id }) => id === second.id))
  const declined = await call(approver, 'POST', `/approvals/${second.id}/declination`, { note: 'paid already' })
  assert.deepEqual([declined.status, bodyOf(declined).status], [200, 'declined'])
})

test('only who asked takes it back, and an approval races with it to one end', async () => {
  const asked = bodyOf(await writeOff(asker))
  assert.deepEqual(codeOf(await call(other, 'DELETE', `/approvals/${asked.id}`)), [403, 'approval_of_another'])
  const before = await onHand()
  const [withdrawn, approved] = await Promise.all([
    call(asker, 'DELETE', `/approvals/${asked.id}`),
    approve(approver, asked),
  ])
  assert.deepEqual([withdrawn.status, approved.status].sort(), [200, 409])
  assert.equal(await onHand(), approved.status === 200 ? before - 3 : before)
  await assertSound(shop)
})

test('the same request under its key is the same approval', async () => {
  const key = { 'idempotency-key': 'write-off-once' }
  const [first, again] = [await writeOff(asker, 2, key), await writeOff(asker, 2, key)]
  assert.deepEqual([first.status, again.status, bodyOf(again).id], [202, 202, bodyOf(first).id])
})

test('the settings say up to what one may act alone, and who changed them is told', async () => {
  assert.equal((await writeOff(asker, 1)).status, 202)
  await settings({ writeOffUnitsUpTo: 5, refundUpTo: { CNY: 100 } })
  assert.deepEqual([(await writeOff(asker, 5)).status, (await writeOff(asker, 6)).status], [201, 202])
  const paymentId = await captured(1000)
  const refunds = [await refund(asker, paymentId, 100), await refund(asker, paymentId, 101)]
  assert.deepEqual(
    refunds.map(({ status }) => status),
    [201, 202],
  )
  await settings({ writeOffUnitsUpTo: null })
  assert.equal((await writeOff(asker, 20)).status, 201)
  const { rows } = await shop.owner.query(
    `select data->'changes' as changes, actor from events where type = 'approval_settings.changed' order by version desc limit 1`,
  )
  assert.deepEqual(rows, [
    { changes: { refundUpTo: [{ CNY: 100 }, {}], writeOffUnitsUpTo: [5, null] }, actor: 'staff:owner' },
  ])
  const refused = await call({ actor: 'staff:manager', may: ['settings.write'] }, 'PUT', '/approval-settings', {})
  assert.deepEqual(codeOf(refused), [403, 'not_permitted'])
})

test('nobody sees or decides what is asked for at a place that is not theirs', async () => {
  const asked = bodyOf(await writeOff(asker))
  const beijing = { ...approver, scope: { location: new Set([shop.beijing]) } }
  assert.deepEqual(codeOf(await approve(beijing, asked)), [404, 'approval_not_found'])
  assert.deepEqual(codeOf(await call(beijing, 'GET', `/approvals/${asked.id}`)), [404, 'approval_not_found'])
})

test('nobody sees or decides a refund of an order that is not theirs', async () => {
  const paymentId = await captured(1000)
  const asked = bodyOf(await refund(asker, paymentId, 400))
  const seenBy = async (caller: Caller) => {
    const { body } = await call(caller, 'GET', '/approvals?kind=refund&limit=200')
    return (body as { items: Body[] }).items.some(({ id }) => id === asked.id)
  }
  const scopes = [
    { channel: new Set(['phone']) },
    { location: new Set([shop.beijing]) },
    { channel: new Set(['web']), location: new Set([shop.beijing]) },
  ]
  for (const scope of scopes) {
    const narrowed = { ...asker, scope }
    const deciding = { ...approver, scope }
    assert.equal(await seenBy(deciding), false)
    for (const answer of [
      await call(deciding, 'GET', `/approvals/${asked.id}`),
      await approve(deciding, asked),
      await call(deciding, 'POST', `/approvals/${asked.id}/declination`, {}),
      await call(narrowed, 'DELETE', `/approvals/${asked.id}`),
    ]) {
      assert.deepEqual(codeOf(answer), [404, 'approval_not_found'])
    }
  }
  const own = { ...approver, scope: { channel: new Set(['web']), location: new Set([shop.shanghai]) } }
  assert.equal(await seenBy(own), true)
  assert.equal((await approve(own, asked)).status, 200)
})

test('a key that who asked has made does not approve for them', async () => {
  const responsibleOf = async (_: unknown, actor: string) => (actor === 'key:own' ? 'staff:asker' : actor)
  const callOwn = openTo(shop, (app) => serveApprovals(app, { ...approvalDoing, responsibleOf }))
  const asked = bodyOf(await writeOff(asker))
  const answer = await callOwn({ actor: 'key:own' }, 'POST', `/approvals/${asked.id}/approval`, {})
  assert.deepEqual(codeOf(answer), [403, 'approval_by_requester'])
})

test('what a count asked for is not asked for again while it waits, however its goods are named', async () => {
  const count = (lines: object[], caller = asker, locationId = shop.shanghai) =>
    call(caller, 'POST', '/stock/adjustments', { locationId, reason: 'count', lines })
  const first = await count([
    { sku: 'A', quantity: -2 },
    { sku: 'B', quantity: -1 },
  ])
  assert.equal(first.status, 202)
  const again = await count([
    { sku: 'C', quantity: -1 },
    { itemId: shop.variants.get('A'), quantity: -1 },
    { sku: 'B', quantity: 4 },
  ])
  assert.deepEqual(codeOf(again), [409, 'count_waits'])
  assert.deepEqual(bodyOf(again).facts, { skus: ['A', 'B'] })
  assert.deepEqual(codeOf(await count([{ sku: 'B', quantity: 4 }], other)), [409, 'count_waits'])
  const scoped = { ...asker, scope: { location: new Set([shop.beijing]) } }
  assert.deepEqual(codeOf(await count([{ sku: 'A', quantity: -1 }], scoped)), [403, 'out_of_scope'])
  // Of another place, of other goods and for another reason it goes on.
  assert.equal((await count([{ sku: 'A', quantity: 1 }], asker, shop.beijing)).status, 201)
  assert.equal((await count([{ sku: 'C', quantity: 1 }])).status, 201)
  assert.equal((await call(asker, 'DELETE', `/approvals/${bodyOf(await writeOff(asker)).id}`)).status, 200)
  // Of two at one moment one asks.
  const both = await Promise.all([1, 2].map(() => count([{ sku: 'C', quantity: -1 }])))
  assert.deepEqual(both.map(({ status }) => status).sort(), [202, 409])
  // Decided, it may be counted again.
  assert.equal((await approve(approver, bodyOf(first))).status, 200)
  assert.equal((await count([{ sku: 'A', quantity: 1 }])).status, 201)
  await assertSound(shop)
})

test('what is past its days is decided by nobody any more, also before it is told to be over', async () => {
  const asked = bodyOf(await writeOff(asker))
  const now = new Date(Date.now() + 15 * dayMs)
  const late = { merchantId: shop.merchantId, actor: 'staff:approver', now }
  const before = await onHand()
  for (const decide of [approveIt, decline]) {
    const deciding = runCommand(shop.runtime, late, (command) =>
      decide(command, { approvalId: asked.id, note: '' }, approvalDoing),
    )
    await assert.rejects(deciding, { code: 'action_not_allowed' })
  }
  assert.equal(await onHand(), before)
  assert.equal((await call(asker, 'DELETE', `/approvals/${asked.id}`)).status, 200)
})

test('what nobody decides is over after its days, and told', async () => {
  const asked = bodyOf(await writeOff(asker))
  const expire = (days: number) => {
    const now = new Date(Date.now() + days * dayMs)
    return runCommand(shop.runtime, { merchantId: shop.merchantId, actor: 'system:expiry', now }, expireApprovals)
  }
  assert.equal(await expire(13), 0)
  assert.ok((await expire(15)) > 0)
  const answer = await call(approver, 'GET', `/approvals/${asked.id}`)
  assert.equal(bodyOf(answer).status, 'expired')
  assert.deepEqual(codeOf(await approve(approver, asked)), [409, 'action_not_allowed'])
  await assertSound(shop)
})
