import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { serveAccess } from '../../access/routes.ts'

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant()
  api = await merchant.open((app) => serveAccess(app, {}))
})
after(() => merchant.close())

test('who brings no key is told which kind is wanted', async () => {
  const { status, headers } = await api.call('GET', '/merchant', undefined, { authorization: '' })
  assert.deepEqual([status, headers['www-authenticate']], [401, 'Bearer'])
})

test('a method that an address does not take is refused with those it takes', async () => {
  const refused = async (method: 'PUT' | 'DELETE', path: string) => {
    const { status, headers, body } = await api.call(method, path)
    return [status, (body as { code: string }).code, headers.allow]
  }
  assert.deepEqual(await refused('PUT', '/api-keys?limit=1'), [405, 'method_not_allowed', 'GET, HEAD, POST'])
  assert.deepEqual(await refused('PUT', '/api-keys/0190f0c2'), [405, 'method_not_allowed', 'DELETE'])
  assert.deepEqual(await refused('DELETE', '/nothing'), [404, 'no_such_route', undefined])
})
