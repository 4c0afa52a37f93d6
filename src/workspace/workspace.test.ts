import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CallAs, openTo } from '../../test/support/callers.ts'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { serveWorkspace } from './routes.ts'

type View = {
  id: string
  name: string
  isShared: boolean
  isOwn: boolean
  mayChange: boolean
  version: number
  content: object
}

let merchant: TestMerchant
let call: CallAs
before(async () => {
  merchant = await createTestMerchant()
  call = openTo(merchant, serveWorkspace)
})
after(() => merchant.close())

const person = (n: number, ...more: string[]) => ({
  actor: `staff:0190b5c8-0000-7000-8000-00000000000${n}`,
  may: ['account.own', ...more],
})
const [clerk, colleague, sharer] = [person(1), person(2), person(3, 'workspace.share')]
const content = {
  filters: { stage: 'pending', channel: ['web', 'tmall'] },
  sort: '-total',
  columns: [{ key: 'number', width: 120 }],
}
const keep = (caller: typeof clerk, more: object = {}) =>
  call(caller, 'POST', '/saved-views', { list: 'orders', name: '今天的', content, ...more })
const viewsOf = async (caller: typeof clerk, list = 'orders') =>
  ((await call(caller, 'GET', `/saved-views?list=${list}`)).body as { items: View[] }).items

test('a view is its maker’s until it is shared by who may share', async () => {
  const { status, body } = await keep(clerk)
  assert.equal(status, 201)
  const { id } = body as View
  assert.deepEqual(
    (await viewsOf(clerk)).map((view) => [view.id, view.isOwn, view.mayChange]),
    [[id, true, true]],
  )
  assert.deepEqual(await viewsOf(colleague), [])
  assert.equal((await call(colleague, 'PUT', `/saved-views/${id}`, { name: 'x', content })).status, 404)
  assert.equal((await keep(clerk, { isShared: true })).status, 403)
  const shared = (await keep(sharer, { name: '大家的', isShared: true })).body as View
  assert.deepEqual(
    (await viewsOf(colleague)).map((view) => [view.name, view.isOwn, view.mayChange]),
    [['大家的', false, false]],
  )
  assert.equal((await call(colleague, 'DELETE', `/saved-views/${shared.id}`)).status, 403)
  assert.deepEqual(await viewsOf(colleague, 'products'), [])
})

test('a view is changed in the version that was seen, and removed', async () => {
  const view = (await keep(clerk, { name: '旧' })).body as View
  const change = (headers: object) =>
    call(clerk, 'PUT', `/saved-views/${view.id}`, { name: '新', content: { ...content, sort: null } }, headers)
  const changed = (await change({ 'if-match': '"1"' })).body as View
  assert.deepEqual([changed.name, changed.version], ['新', 2])
  assert.equal((await change({ 'if-match': '"1"' })).status, 412)
  assert.equal((await call(clerk, 'DELETE', `/saved-views/${view.id}`)).status, 200)
  assert.equal((await change({})).status, 404)
  assert.ok((await viewsOf(clerk)).every(({ id }) => id !== view.id))
})

test('a view keeps no words that were searched for, and nothing that is none', async () => {
  for (const bad of [
    { filters: { text: '张三' } },
    { filters: { numbers: ['100001'] } },
    { filters: { 'not a name': 'x' } },
    { filters: {}, sort: 'total; drop' },
    { filters: {}, columns: [{ key: 'number', width: 1 }] },
    { filters: {}, density: 'tiny' },
    { filters: {}, script: '<b>' },
  ]) {
    const { status, body } = await keep(clerk, { content: bad })
    assert.equal(status, 400, JSON.stringify(bad))
    assert.match((body as { field: string }).field, /^content/)
  }
})

test('so many views of a list and no more', async () => {
  const somebody = person(9)
  for (let n = 0; n < 100; n++) assert.equal((await keep(somebody)).status, 201)
  const { status, body } = await keep(somebody)
  assert.deepEqual([status, (body as { code: string }).code], [409, 'too_many_views'])
})

test('preferences follow the person; a program has none', async () => {
  const first = (await call(clerk, 'GET', '/preferences')).body as Record<string, unknown>
  assert.deepEqual([first.theme, first.density, first.version], ['system', 'compact', 0])
  const wanted = {
    ...{ language: 'en', theme: 'dark', density: 'comfortable', fontSize: 'large' },
    lists: { orders: { columns: [{ key: 'total', isHidden: true }], density: 'compact', viewOrder: [] } },
  }
  const set = await call(clerk, 'PUT', '/preferences', wanted)
  assert.equal(set.status, 200)
  const kept = (await call(clerk, 'GET', '/preferences')).body as Record<string, unknown>
  assert.deepEqual([kept.theme, kept.version], ['dark', 1])
  assert.equal((await call(clerk, 'PUT', '/preferences', wanted, { 'if-match': '"0"' })).status, 412)
  assert.deepEqual(((await call(colleague, 'GET', '/preferences')).body as { version: number }).version, 0)
  const program = { actor: 'key:0190b5c8-0000-7000-8000-000000000009' }
  for (const path of ['/preferences', '/saved-views?list=orders']) {
    const { status, body } = await call(program, 'GET', path)
    assert.deepEqual([status, (body as { code: string }).code], [403, 'not_a_person'])
  }
  assert.equal((await call(program, 'PUT', '/preferences', {})).status, 403)
  const { rows } = await merchant.owner.query(
    `select data from events where type = 'preferences.set' order by version limit 1`,
  )
  assert.deepEqual(rows[0]?.data, { parts: ['density', 'fontSize', 'language', 'lists', 'theme'] })
})
