import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { drain, type Subscriber } from './drain.ts'
import { type DomainEvent, publish } from './events.ts'
import { newId } from './ids.ts'

const start = new Date('2026-03-01T00:00:00Z')
let now = start
let seen: string[] = []
let poisoned = ''
const watcher: Subscriber = {
  name: 'watcher',
  types: ['thing.changed'],
  handle: async (_, events) => {
    if (events.some(({ objectId }) => objectId === poisoned)) throw new Error('cannot handle this one')
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
  for (let attempt = 0; attempt < 20; attempt++) {
    now = new Date(now.getTime() + 3_600_000)
    await run()
  }
  assert.deepEqual(await waiting(), [
    { attempts: 12, dead: true },
    { attempts: 0, dead: false },
  ])
  poisoned = ''
  await merchant.owner.query('update event_deliveries set dead_at = null')
  assert.equal(await run(), 2)
  assert.deepEqual(seen, [`${good} 1`, `${bad} 1`, `${bad} 2`])
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
