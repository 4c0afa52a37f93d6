import { createTestMerchant } from './test/support/merchant.ts'
import { fillLargeShop, madeId } from './test/lists/large-shop.ts'
const m = await createTestMerchant()
try {
  const other = await m.addMerchant('other')
  let t = performance.now()
  await fillLargeShop(m.owner, { merchantId: m.merchantId, number: 1, size: 20000, keys: await m.runtime.keysOf(m.merchantId) })
  console.log('big', performance.now() - t); t = performance.now()
  await fillLargeShop(m.owner, { merchantId: other, number: 2, size: 3000, keys: await m.runtime.keysOf(other) })
  console.log('other', performance.now() - t); t = performance.now()
  await m.owner.query('analyze')
  console.log('analyze', performance.now() - t)
  const r = await m.owner.query(`select id from orders where merchant_id=$1 and number=100007`, [m.merchantId])
  console.log(r.rows[0].id, madeId('order', { number: 1 }, 7))
} finally { await m.close() }
