import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { createKeysOf } from '../access/merchant-keys.ts'
import { startKeyRotation } from '../access/start-key-rotation.ts'
import { createCustomer } from '../customers/create-customers.ts'
import { runCommand } from './command.ts'
import { previewCommand } from './preview.ts'

let shop: TestMerchant
before(async () => {
  shop = await createTestMerchant()
})
after(() => shop.close())

test('a preview of what is sealed is given also where another process has renewed the keys', async () => {
  const { runtime, merchantId } = shop
  await runtime.keysOf(merchantId)
  const other = { ...runtime, keysOf: createKeysOf(runtime.database, shop.instanceKey) }
  await runCommand(other, { merchantId, actor: 'system:test' }, (command) => startKeyRotation(command, 'wrapping'))
  const contact = { name: '张三', phone: '13800138000', country: 'CN' }
  const { status } = await previewCommand(
    runtime,
    { merchantId, actor: 'key:test' },
    { status: 201, work: (command) => createCustomer(command, { contact }) },
  )
  assert.equal(status, 200)
  const { rows } = await shop.owner.query('select count(*)::int as people from people')
  assert.deepEqual(rows, [{ people: 0 }])
})
