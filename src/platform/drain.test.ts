import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { DatabaseBusy, DecidedOnStale } from './db/failures.ts'
import { drain, hasWaitingEvents, type Subscriber } from './drain.ts'
import { type DomainEvent, publish } from './events.ts'
import { newId } from './ids.ts'

const start = new Date('2026-03-01T00:00:00Z')
let now = start
let seen: string[] = []
let poisoned = ''
let handedOver = 0
let failure: Error | undefined
const watcher: Subscriber = {
  name: 'watcher',
  types: ['thing.changed'],
  handle: async (_, events) => {
    handedOver += events.length
    const thrown = failure
    failure = undefined
    if (thrown !== undefined) throw thrown
    if (events.some(({ objectId }) => poisoned.includes(objectId))) throw new Error('cannot handle this one')
    seen.push(...events.map(({ objectId, version }) => `${objectId} ${version}`))
  },
}

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant({ subscribers: [watcher], clock: () => now })
})
after(() => merchant.close())

const changed = (objectId: string, version: number): DomainEvent => ({
  ...{ objectType: 'thing', objectId, version, type: 'thing.changed', actor: 'system:test', at: start, data: {} },
})
const tell = (...events: DomainEvent[]) => merchant.command(({ tx }) => publish(tx, events))
const run = () => drain(merchant.runtime, merchant.merchantId, watcher)
const waiting = async () =>
  (await merchant.owner.query('select attempts, dead_at is not null as dead from event_deliveries order by version'))
    .rows

test('events are handled once, those of an object in the order of their versions', async () => {
  const [a, b] = [newId(start), newId(start)]
  await tell(changed(a, 2), changed(b, 1), changed(a, 1))
  assert.equal(await run(), 3)
  assert.equal(await run(), 0)
  assert.deepEqual(seen, [`${a} 1`, `${a} 2`, `${b} 1`])
})

test('one that fails parks its object only, is tried again later, and in the end stands in the dead letters', async () => {
  seen = []
  const [good, bad] = [newId(start), newId(start)]
  poisoned = bad
  await tell(changed(good, 1), changed(bad, 1), changed(bad, 2))
  await run()
  assert.deepEqual(seen, [`${good} 1`])
  assert.equal(await run(), 0, 'parked: not due before its time, and nothing of the same object passes it')
  assert.equal(await hasWaitingEvents(merchant.runtime, merchant.merchantId), false, 'nobody waits for what failed')
  for (let attempt = 0; attempt < 40; attempt++) {
    now = new Date(now.getTime() + 3_600_000)
    await run()
  }
  assert.deepEqual(await waiting(), [
    { attempts: 38, dead: true },
    { attempts: 0, dead: false },
  ])
  poisoned = ''
  await merchant.owner.query('update event_deliveries set dead_at = null')
  assert.equal(await run(), 2)
  assert.deepEqual(seen, [`${good} 1`, `${bad} 1`, `${bad} 2`])
})

test('many that fail at once are told from the others by halving, not one after the other', async () => {
  seen = []
  handedOver = 0
  const objects = Array.from({ length: 128 }, () => newId(start)).sort()
  const bad = objects.filter((_, index) => index % 8 === 3)
  poisoned = bad.join(' ')
  await tell(...objects.flatMap((id) => [changed(id, 1), changed(id, 2)]))
  await run()
  const good = objects.filter((id) => !bad.includes(id))
  assert.deepEqual(
    seen,
    good.flatMap((id) => [`${id} 1`, `${id} 2`]),
  )
  assert.ok(handedOver <= 256 * (Math.log2(256) + 1), `${handedOver} events handed over for 256`)
  const { rows } = await merchant.owner.query('select count(*)::int as parked from event_deliveries where attempts = 1')
  assert.deepEqual(rows, [{ parked: bad.length }])
  poisoned = ''
  await merchant.owner.query('update event_deliveries set due_at = $1', [now])
  assert.equal(await run(), 2 * bad.length)
})

test('two drains at once handle each event once', async () => {
  seen = []
  await tell(...Array.from({ length: 700 }, () => changed(newId(start), 1)))
  const handled = await Promise.all([run(), run(), run()])
  const rest = await run()
  assert.equal(
    handled.reduce((sum, count) => sum + count, rest),
    700,
  )
  assert.equal(new Set(seen).size, 700)
  assert.equal(seen.length, 700)
})

test('an object’s events are handled in order also when the clocks of their writers differ', async () => {
  seen = []
  const id = newId(start)
  const ahead = new Date(now.getTime() + 2000)
  await tell({ ...changed(id, 1), at: ahead })
  await tell({ ...changed(id, 2), at: now })
  await run()
  assert.deepEqual(seen, [`${id} 1`, `${id} 2`])
})

test('a set that lost to another transaction is handled again, and no attempt is counted', async () => {
  seen = []
  const id = newId(start)
  await tell(changed(id, 1))
  failure = new DecidedOnStale()
  assert.equal(await run(), 1)
  assert.deepEqual(seen, [`${id} 1`])
  assert.deepEqual(await waiting(), [])
})

test('that the database went away is no failure of the handler', async () => {
  await tell(changed(newId(start), 1))
  failure = new Error('Connection terminated unexpectedly')
  await assert.rejects(run())
  assert.deepEqual(await waiting(), [{ attempts: 0, dead: false }])
  assert.equal(await drain(merchant.runtime, merchant.merchantId, watcher, { waits: true }), 1)
})

test('a drain that waits does what another leaves', async () => {
  await tell(changed(newId(start), 1))
  const { owner, merchantId } = merchant
  await owner.query('begin')
  await owner.query(`select 1 from drains where merchant_id = $1 and subscriber = 'watcher' for update`, [merchantId])
  assert.equal(await run(), 0)
  const waits = drain(merchant.runtime, merchantId, watcher, { waits: true })
  await owner.query('commit')
  assert.equal(await waits, 1)
})

test('a drain with a turn leaves the rest for the next', async () => {
  await tell(...Array.from({ length: 700 }, () => changed(newId(start), 1)))
  assert.equal(await drain(merchant.runtime, merchant.merchantId, watcher, { most: 500 }), 500)
  assert.equal(await run(), 200)
})

test('a lock that is not to be had is no failure: the set waits whole, and no attempt is counted', async () => {
  let calls = 0
  const busy: Subscriber = {
    ...watcher,
    handle: async () => {
      calls++
      throw new DatabaseBusy()
    },
  }
  await tell(...Array.from({ length: 8 }, () => changed(newId(start), 1)))
  await assert.rejects(drain(merchant.runtime, merchant.merchantId, busy), DatabaseBusy)
  const { rows } = await merchant.owner.query('select count(*)::int as tried from event_deliveries where attempts > 0')
  assert.deepEqual([calls, rows], [1, [{ tried: 0 }]])
  await run()
})
