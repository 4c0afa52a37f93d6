import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { serveAccess } from '../routes.ts'

describe('the API of access', () => {
  let test: TestMerchant
  let api: TestApi

  before(async () => {
    test = await createTestMerchant()
    api = await test.open((app) => serveAccess(app, {}))
  })
  after(() => test.close())

  it('tells the merchant', async () => {
    const { status, body } = await api.call('GET', '/merchant')
    assert.equal(status, 200)
    const { code, currency, timeZone } = body as Record<string, string>
    assert.deepEqual({ code, currency, timeZone }, { code: 'test', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  })

  it('makes, lists and revokes a key', async () => {
    const made = await api.call('POST', '/api-keys', { name: '仓库', scopes: ['access.keys', 'merchant.read'] })
    assert.equal(made.status, 201)
    const { id, key } = made.body as { id: string; key: string }
    const own = { authorization: `Bearer ${key}` }
    const list = await api.call('GET', '/api-keys?limit=1', undefined, own)
    assert.equal(list.status, 200)
    const { items, next } = list.body as { items: object[]; next: string }
    assert.equal((items[0] as { id: string }).id, id)
    assert.ok(!JSON.stringify(items).includes(key.slice(12)))
    const rest = await api.call('GET', `/api-keys?after=${next}`)
    assert.equal((rest.body as { items: object[] }).items.length, 1)
    const revoked = await api.call('DELETE', `/api-keys/${id}`)
    assert.equal(revoked.status, 200)
    assert.ok((revoked.body as { revokedAt: string }).revokedAt)
    const unknown = await api.call('DELETE', '/api-keys/0190f0c2-7c00-7000-8000-000000000000')
    assert.equal(unknown.status, 404)
  })

  it('lets nobody hand out more than they have', async () => {
    const made = await api.call('POST', '/api-keys', { name: 'small', scopes: ['access.keys'] })
    const own = { authorization: `Bearer ${(made.body as { key: string }).key}` }
    const greedy = await api.call('POST', '/api-keys', { name: 'big', scopes: ['*', 'access.keys'] }, own)
    assert.equal(greedy.status, 403)
    assert.equal((greedy.body as { code: string }).code, 'scope_not_held')
    const blind = await api.call('GET', '/merchant', undefined, own)
    assert.equal(blind.status, 403)
  })

  it('answers 401 as a problem', async () => {
    const { status, body, headers } = await api.call('GET', '/merchant', undefined, { authorization: 'Bearer no' })
    assert.equal(status, 401)
    assert.equal((body as { code: string }).code, 'unauthorized')
    assert.match(String(headers['content-type']), /^application\/problem\+json/)
  })

  it('names the field of bad input', async () => {
    const scope = await api.call('POST', '/api-keys', { name: 'x', scopes: ['Everything!'] })
    assert.equal(scope.status, 400)
    assert.equal((scope.body as { field: string }).field, 'scopes[0]')
    const unknown = await api.call('POST', '/api-keys', { name: 'x', scopes: ['access.keys', 'nonsense.scope'] })
    assert.equal(unknown.status, 400)
    const { code, field, facts } = unknown.body as { code: string; field: string; facts: object }
    assert.deepEqual([code, field], ['scope_unknown', 'scopes[1]'])
    const own = ['keys', 'read', 'roles', 'security', 'staff'].map((name) => `access.${name}`)
    const known = ['*', ...own, 'colleagues.read', 'merchant.read', 'merchant.write']
    assert.deepEqual(facts, { scope: 'nonsense.scope', known })
    const past = await api.call('POST', '/api-keys', { name: 'x', scopes: ['*'], expiresAt: '2020-01-01T00:00:00Z' })
    assert.equal((past.body as { code: string }).code, 'expiry_in_the_past')
  })
})
