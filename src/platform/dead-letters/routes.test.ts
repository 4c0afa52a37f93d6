import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { listDeadLetters } from '../../cli/dead-letters-command.ts'
import { hasWaitingEvents, type Subscriber } from '../drain.ts'
import { publish } from '../events.ts'
import { newId } from '../ids.ts'
import { serveDeadLetters } from './routes.ts'

const now = new Date('2026-03-01T00:00:00Z')
const seen: string[] = []
const watcher: Subscriber = {
  name: 'watcher',
  types: ['thing.changed'],
  handle: async (_, events) => void seen.push(...events.map(({ objectId, version }) => `${objectId} ${version}`)),
}

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant({ subscribers: [watcher], clock: () => now })
  api = await merchant.open(serveDeadLetters)
})
after(() => merchant.close())

test('dead letters are listed page by page and given back, and what waited behind them follows', async () => {
  const ids = [newId(now), newId(now), newId(now)].sort()
  const event = (objectId: string, version: number) => ({
    ...{ objectType: 'thing', objectId, version, type: 'thing.changed', actor: 'system:test', at: now, data: {} },
  })
  await merchant.command(({ tx }) =>
    publish(
      tx,
      ids.flatMap((id) => [event(id, 1), event(id, 2)]),
    ),
  )
  await merchant.owner.query(
    `update event_deliveries set attempts = 38, dead_at = $1, failure = 'no paper' where version = 1`,
    [now],
  )
  await merchant.drainAll()
  assert.deepEqual(seen, [])

  type Page = { items: { objectId: string }[]; next: string | null }
  const page = async (query: string) => (await api.call('GET', `/dead-letters?${query}`)).body as Page
  const first = await page('limit=2')
  const second = await page(`limit=2&after=${first.next}`)
  assert.deepEqual(
    [...first.items, ...second.items].map(({ objectId }) => objectId),
    ids,
  )
  assert.deepEqual(first.items[0], {
    ...{ subscriber: 'watcher', objectType: 'thing', objectId: ids[0], version: 1, type: 'thing.changed' },
    ...{ attempts: 38, diedAt: now.toISOString(), happenedAt: now.toISOString(), failure: 'no paper', setAside: null },
  })
  assert.match(
    await listDeadLetters(merchant.runtime, { retry: false }),
    /^(merchant .* 38 attempts .*: no paper\n){3}$/,
  )

  assert.deepEqual((await api.call('POST', '/dead-letters/retries')).body, { retried: 3 })
  assert.deepEqual((await page('')).items, [])
  assert.equal(await listDeadLetters(merchant.runtime, { retry: true }), 'no dead letters\n')
  await merchant.drainAll()
  assert.deepEqual(
    seen,
    ids.flatMap((id) => [`${id} 1`, `${id} 2`]),
  )
})

test('one is set aside with a reason, what waited behind it follows, and it is put back', async () => {
  const id = newId(now)
  const about = { objectType: 'thing', objectId: id, type: 'thing.changed', actor: 'system:test', at: now, data: {} }
  await merchant.command(({ tx }) =>
    publish(
      tx,
      [1, 2].map((version) => ({ ...about, version })),
    ),
  )
  const failure = 'Error: 张三丰 13800138000'
  await merchant.owner.query(
    'update event_deliveries set attempts = 38, dead_at = $1, failure = $2 where version = 1',
    [now, failure],
  )
  type Listed = { items: { failure: string; setAside: object | null }[] }
  const list = async (state: string) => ((await api.call('GET', `/dead-letters?state=${state}`)).body as Listed).items
  assert.deepEqual(
    (await list('dead')).map((each) => each.failure),
    ['Error: *** ***'],
  )
  assert.equal(await hasWaitingEvents(merchant.runtime, merchant.merchantId), false)
  const path = `/dead-letters/watcher/${id}/1/setting-aside`
  assert.equal((await api.call('DELETE', path)).status, 404)
  assert.equal((await api.call('PUT', `/dead-letters/watcher/${id}/2/setting-aside`, { reason: 'other' })).status, 404)
  assert.equal((await api.call('PUT', path, { reason: 'no_such_reason' })).status, 400)
  assert.equal((await api.call('PUT', path, { reason: 'done_by_hand' })).status, 200)
  assert.equal((await api.call('PUT', path, { reason: 'done_by_hand' })).status, 404)
  assert.deepEqual(await list('dead'), [])
  const [aside] = await list('set_aside')
  assert.deepEqual(Object.keys(aside?.setAside ?? {}), ['at', 'by', 'reason'])
  assert.deepEqual((await api.call('POST', '/dead-letters/retries')).body, { retried: 0 })
  assert.equal(await listDeadLetters(merchant.runtime, { retry: true }), 'no dead letters\n')
  assert.equal(await hasWaitingEvents(merchant.runtime, merchant.merchantId), true)
  await merchant.drainAll()
  assert.equal(seen.at(-1), `${id} 2`)

  assert.equal((await api.call('DELETE', path)).status, 200)
  assert.deepEqual([(await list('dead')).length, await list('set_aside')], [1, []])
  assert.deepEqual((await api.call('POST', '/dead-letters/retries')).body, { retried: 1 })
  await merchant.drainAll()
  assert.equal(seen.at(-1), `${id} 1`)
  const { rows } = await merchant.owner.query(
    `select type, data->>'setAsideReason' as reason, data->>'of' = $1 as is_of from events where object_type = 'dead_letter' order by entry_id`,
    [id],
  )
  assert.deepEqual(rows, [
    { type: 'dead_letters.set_aside', reason: 'done_by_hand', is_of: true },
    { type: 'dead_letters.put_back', reason: null, is_of: true },
  ])
})

test('one is given back by itself; the others stay', async () => {
  const ids = [newId(now), newId(now)].sort()
  const about = { objectType: 'thing', type: 'thing.changed', actor: 'system:test', at: now, data: {} }
  await merchant.command(({ tx }) =>
    publish(
      tx,
      ids.map((objectId) => ({ ...about, objectId, version: 1 })),
    ),
  )
  await merchant.owner.query('update event_deliveries set attempts = 38, dead_at = $1', [now])
  const [first, second] = ids.map((id) => `/dead-letters/watcher/${id}/1`)
  assert.equal((await api.call('POST', `/dead-letters/watcher/${ids[0]}/2/retries`)).status, 404)
  assert.equal((await api.call('PUT', `${second}/setting-aside`, { reason: 'other' })).status, 200)
  assert.equal((await api.call('POST', `${second}/retries`)).status, 404)
  assert.equal((await api.call('DELETE', `${second}/setting-aside`)).status, 200)
  assert.deepEqual((await api.call('POST', `${first}/retries`)).body, { retried: 1 })
  assert.equal((await api.call('POST', `${first}/retries`)).status, 404)
  await merchant.drainAll()
  assert.equal(seen.at(-1), `${ids[0]} 1`)
  const { items } = (await api.call('GET', '/dead-letters')).body as { items: { objectId: string }[] }
  assert.deepEqual(
    items.map(({ objectId }) => objectId),
    [ids[1]],
  )
  const { rows } = await merchant.owner.query(
    `select data->>'of' as of, data->>'retried' as retried from events where type = 'dead_letters.retried'
     and object_type = 'dead_letter'`,
  )
  assert.deepEqual(rows, [{ of: ids[0], retried: '1' }])
  assert.deepEqual((await api.call('POST', '/dead-letters/retries')).body, { retried: 1 })
  await merchant.drainAll()
})

test('the command line gives them back too', async () => {
  const id = newId(now)
  const about = { objectType: 'thing', objectId: id, type: 'thing.changed', actor: 'system:test', at: now, data: {} }
  await merchant.command(({ tx }) => publish(tx, [{ ...about, version: 1 }]))
  await merchant.owner.query('update event_deliveries set attempts = 38, dead_at = $1', [now])
  assert.match(await listDeadLetters(merchant.runtime, { retry: true }), /: 1 to be handled again\n$/)
  await merchant.drainAll()
  assert.equal(seen.at(-1), `${id} 1`)
})
