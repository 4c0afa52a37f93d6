import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { findFulfillingLocations } from './location-queries.ts'
import { serveLocations } from './routes.ts'

type View = Record<string, unknown> & { id: string; region: Record<string, string> | null }

describe('locations', () => {
  let test: TestMerchant
  let api: TestApi

  before(async () => {
    test = await createTestMerchant()
    api = await test.open(serveLocations)
  })
  after(() => test.close())

  const form = { name: '仓', kind: 'warehouse', country: 'CN', timeZone: 'Asia/Shanghai' }
  const create = async (more: object) => {
    const answer = await api.call('POST', '/locations', { ...form, ...more })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body as View
  }
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { code: string }).code]

  it('takes the centre of its region where nothing better is known', async () => {
    const made = await create({ code: 'SZ', province: '广东', city: '深圳', district: '南山区' })
    assert.equal(made.regionCode, '440305')
    assert.deepEqual(made.region, { province: '广东省', city: '深圳市', district: '南山区' })
    assert.ok(Number(made.longitude) > 113 && Number(made.longitude) < 115)
    assert.deepEqual((await api.call('GET', `/locations/${made.id}`)).body, made)
    const exact = await create({ code: 'SZ-2', city: '深圳市', longitude: 114.05, latitude: 22.54 })
    assert.deepEqual([exact.longitude, exact.latitude, exact.regionCode], [114.05, 22.54, '440300'])
    const abroad = await create({ code: 'TYO', country: 'JP', city: '東京', timeZone: 'Asia/Tokyo' })
    assert.deepEqual([abroad.longitude, abroad.regionCode, abroad.region], [null, null, null])
  })

  it('refuses what does not fit', async () => {
    const post = (more: object) => api.call('POST', '/locations', { ...form, code: 'X', ...more })
    assert.deepEqual(codeOf(await post({ code: 'SZ' })), [409, 'location_code_taken'])
    assert.deepEqual(codeOf(await post({ province: '火星' })), [422, 'region_unknown'])
    assert.deepEqual(codeOf(await post({ kind: 'quarantine', fulfils: true })), [422, 'kind_cannot_fulfil'])
    assert.deepEqual(codeOf(await post({ longitude: 100 })), [400, 'coordinates_incomplete'])
    for (const [field, value] of Object.entries({
      timeZone: 'Shanghai',
      latitude: 91,
      kind: 'shed',
      country: 'China',
    })) {
      const { status, body } = await post({ [field]: value })
      assert.deepEqual([status, (body as { field: string }).field], [400, field])
    }
  })

  it('makes a location once when many try at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api.call('POST', '/locations', { ...form, code: 'RACE', fulfils: false })),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409])
  })

  it('is changed, closed and opened again', async () => {
    const { id } = await create({ code: 'CH', city: '杭州市' })
    const changed = await api.call('PUT', `/locations/${id}`, { ...form, name: '店', kind: 'store', priority: 5 })
    const { code, name, kind, priority, regionCode, version } = changed.body as View
    assert.deepEqual([code, name, kind, priority, regionCode, version], ['CH', '店', 'store', 5, null, 2])
    assert.equal((await api.call('PUT', `/locations/${id}`, form, { 'if-match': '"1"' })).status, 412)
    assert.equal((await api.call('POST', `/locations/${id}/closure`)).status, 201)
    assert.deepEqual(codeOf(await api.call('POST', `/locations/${id}/closure`)), [409, 'action_not_allowed'])
    const closed = await api.call('GET', '/locations?status=closed')
    assert.deepEqual(
      (closed.body as { items: View[] }).items.map((each) => each.id),
      [id],
    )
    assert.equal((await api.call('DELETE', `/locations/${id}/closure`)).status, 200)
    const { rows } = await test.owner.query('select type from events where object_id = $1 order by version', [id])
    assert.deepEqual(
      rows.map(({ type }) => type),
      ['location.created', 'location.changed', 'location.closed', 'location.reopened'],
    )
    assert.equal((await api.call('POST', `/locations/${missing}/closure`)).status, 404)
  })

  it('gives sourcing the places that send goods, by priority', async () => {
    const low = await create({ code: 'P-1', priority: 1 })
    await create({ code: 'P-2', priority: 0, kind: 'quarantine' })
    const gone = await create({ code: 'P-3', priority: 0 })
    await api.call('POST', `/locations/${gone.id}/closure`)
    const found = await test.query(({ tx }) => findFulfillingLocations(tx))
    assert.equal(found[0]?.id, low.id)
    assert.ok(found.every(({ code }) => !['P-2', 'P-3', 'RACE'].includes(code)))
    assert.deepEqual(Object.keys(found[0] ?? {}), [
      'id',
      'code',
      'name',
      'kind',
      'priority',
      'longitude',
      'latitude',
      'regionCode',
    ])
  })

  it('lists page by page', async () => {
    const ids: string[] = []
    for (let after = ''; ; ) {
      const { items, next } = (await api.call('GET', `/locations?limit=3${after}`)).body as {
        items: View[]
        next: string | null
      }
      ids.push(...items.map(({ id }) => id))
      if (next === null) break
      after = `&after=${next}`
    }
    assert.deepEqual(ids, ids.toSorted().toReversed())
    const { rows } = await test.owner.query('select count(*)::int as count from locations')
    assert.equal(ids.length, rows[0].count)
  })
})

const missing = '0190f0c2-7c00-7000-8000-000000000000'
