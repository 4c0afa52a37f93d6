import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { cancelLine } from './cancel-lines.ts'

let shop: TestShop

before(async () => {
  shop = await createTestShop()
})
after(() => shop.close())

test('of a bundle falls away what the bundle costs, however its price is shared by its components', async () => {
  const components = ['A', 'B', 'C'].map((sku) => ({ sku, quantity: 1 }))
  await shop.addVariants({ sku: 'TRIO', kind: 'bundle', components })
  const { body } = await shop.place({ lines: [{ sku: 'TRIO', quantity: 2, unitPrice: '10.00' }] })
  const { total, cancelledTotal } = await shop.command((command) =>
    cancelLine(command, { orderId: body.id, lineNumber: 1, quantity: 1, reason: 'one is enough' }),
  )
  assert.deepEqual([total, cancelledTotal], [2000, 1000])
  await assertSound(shop)
})
