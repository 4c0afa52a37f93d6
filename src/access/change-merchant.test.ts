import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { assertSound } from '../../test/support/sound.ts'
import { serveAudit } from './audit/routes.ts'
import { serveAccess } from './routes.ts'

let merchant: TestMerchant
let api: TestApi
before(async () => {
  merchant = await createTestMerchant()
  api = await merchant.open((app) => serveAccess(app, {}), serveAudit)
})
after(() => merchant.close())

test('a merchant is called otherwise, which is told once, with what it was called before', async () => {
  const { name: before } = (await api.call('GET', '/merchant')).body as { name: string }
  for (const name of ['另一家店', '另一家店', 'Another']) {
    assert.equal((await api.call('PUT', '/merchant', { name })).status, 200)
  }
  assert.equal(((await api.call('GET', '/merchant')).body as { name: string }).name, 'Another')
  const { items } = (await api.call('GET', '/audit?type=merchant.changed')).body as { items: { changes: object }[] }
  assert.deepEqual(
    items.map(({ changes }) => changes),
    [{ name: ['另一家店', 'Another'] }, { name: [before, '另一家店'] }],
  )
  assert.equal((await api.call('PUT', '/merchant', { name: ' ' })).status, 400)
  await assertSound(merchant)
})
