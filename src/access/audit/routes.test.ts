import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { runCommand } from '../../platform/command.ts'
import { createApiKey } from '../keys/create-api-key.ts'
import { serveAccess } from '../routes.ts'
import { serveAudit } from './routes.ts'
import { sealEntries } from './seal-entries.ts'

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant()
  api = await merchant.open((app) => serveAccess(app, {}), serveAudit)
})
after(() => merchant.close())

type Entry = {
  id: string
  type: string
  actor: string
  actorName: string | null
  origin: string | null
  objectId: string
  changes: object
  facts: object
}
type Page = { items: Entry[]; next: string | null }

async function entries(query = ''): Promise<Entry[]> {
  const answer = await api.call('GET', `/audit?${query}`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return (answer.body as Page).items
}

test('what was asked for over HTTP is told with who asked, from where, and what was before', async () => {
  const made = await api.call('POST', '/api-keys', { name: 'till', scopes: ['merchant.read'] })
  const { id } = made.body as { id: string }
  await api.call('DELETE', `/api-keys/${id}`)
  const [revoked, created, ...others] = await entries(`objectId=${id}`)
  assert.deepEqual(others, [])
  assert.equal(created?.type, 'api_key.created')
  assert.equal(revoked?.type, 'api_key.revoked')
  assert.equal(revoked?.origin, '127.0.0.1')
  assert.match(revoked?.actor ?? '', /^key:/)
  assert.equal(revoked?.actorName, 'test')
  assert.deepEqual(Object.keys(revoked?.changes ?? {}), ['revokedAt'])
  assert.deepEqual(revoked?.facts, { scopes: ['merchant.read'] })
})

test('what the program does by itself comes from nowhere', async () => {
  assert.deepEqual([...new Set((await entries('actor=system:test')).map(({ origin }) => origin))], [null])
})

test('a search that is none is refused, with the field', async () => {
  for (const [query, field] of [
    ['type=a.b.c', 'type'],
    ['from=yesterday', 'from'],
    ['before=1969-01-01T00:00:00Z', 'before'],
    ['objectId=1', 'objectId'],
    ['after=x', 'after'],
  ]) {
    const answer = await api.call('GET', `/audit?${query}`)
    assert.equal(answer.status, 400, query)
    assert.match(JSON.stringify(answer.body), new RegExp(`"${field}"`), query)
  }
})

test('who may not read the audit may not; who may read it may not take it out', async () => {
  const keyFor = async (scope: string) => {
    const { merchantId, runtime } = merchant
    const { key } = await runCommand(runtime, { merchantId, actor: 'system:test' }, (command) =>
      createApiKey(command, { name: scope, scopes: [scope] }),
    )
    return { authorization: `Bearer ${key}` }
  }
  const reader = await keyFor('audit.read')
  assert.equal((await api.call('GET', '/audit', undefined, await keyFor('orders.read'))).status, 403)
  const read = await api.call('GET', '/audit', undefined, reader)
  assert.equal(read.status, 200)
  assert.ok((read.body as Page).items.every(({ actorName }) => actorName === null))
  assert.equal((await api.call('POST', '/audit/exports', {}, reader)).status, 403)
})

test('an export is CSV that no spreadsheet runs, and an entry itself', async () => {
  const { merchantId, runtime } = merchant
  const actor = '=HYPERLINK("http://example.com")'
  await runCommand(runtime, { merchantId, actor }, (command) => createApiKey(command, { name: 'a', scopes: ['*'] }))
  const answer = await api.call('POST', '/audit/exports', { type: 'api_key' })
  const { csv, entries: count, next } = answer.body as { csv: string; entries: number; next: string | null }
  const rows: Record<string, string>[] = parse(csv, { columns: true })
  assert.equal(rows.length, count)
  assert.equal(next, null)
  assert.deepEqual(
    rows.map((row) => row.id),
    (await entries('type=api_key')).map(({ id }) => id),
  )
  assert.equal(rows[0]?.actor, `'${actor}`)
  const [exported] = await entries('type=audit.exported')
  assert.deepEqual(exported?.facts, { filter: { type: 'api_key' }, entries: count })
  assert.equal(exported?.origin, '127.0.0.1')
})

test('the newest seal can be read, once there is one', async () => {
  assert.deepEqual((await api.call('GET', '/audit/seal')).body, { seal: null, sealedAt: null })
  const now = new Date(merchant.runtime.database.clock().getTime() + 1)
  await sealEntries(merchant.runtime, merchant.merchantId, { now, lookBackMs: 1000 })
  const { seal, sealedAt } = (await api.call('GET', '/audit/seal')).body as { seal: string; sealedAt: string }
  assert.match(seal, new RegExp(`^${merchant.merchantId}/1/[0-9a-f]{64}$`))
  assert.equal(sealedAt, now.toISOString())
})
