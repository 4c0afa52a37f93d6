import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../../test/support/merchant.ts'
import { buyerNamed, doer, findInPlain, openPrivacy } from '../../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../../test/support/shop.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { newId } from '../../platform/ids.ts'

let shop: TestShop
let api: TestApi

before(async () => {
  shop = await createTestShop()
  api = await openPrivacy(shop)
})
after(() => shop.close())

test('lines kept aside that name a customer are in the copy, and emptied when the customer is erased', async () => {
  const make = doer(api)
  const { id } = await make('POST', '/customers', { code: 'K-17850', contact: buyerNamed('Li Lei', '13911112222') })
  const run = newId(new Date())
  await shop.owner.query(
    `insert into import_runs (merchant_id, id, source, file_name, actor, started_at)
     values ($1, $2, 'online-retail', 'orders.csv', 'system:test', now())`,
    [shop.merchantId, run],
  )
  const keep = (document: string, customer: string) =>
    shop.owner.query(`insert into import_lines values ($1, 'online-retail', $2, 1, $3, 2, 'no_price', 'detail', $4)`, [
      ...[shop.merchantId, document, run],
      JSON.stringify([document, 'X', 'Words', '1', '2010-12-01', '1', customer, 'France']),
    ])
  await keep('500001', 'K-17850')
  await keep('500002', 'K-99999')

  const { sections } = await make('POST', `/customers/${id}/export`)
  const lines = (sections as { name: string; rows: Record<string, string>[] }[]).find(
    ({ name }) => name === 'import_lines',
  )
  assert.deepEqual(
    lines?.rows.map((row) => [row.document, row['Customer ID'], row.Country]),
    [['500001', 'K-17850', 'France']],
  )
  const { counts } = await make('POST', `/customers/${id}/erasure`)
  assert.equal((counts as { importLines: number }).importLines, 1)
  const { rows } = await shop.owner.query('select document, detail, fields from import_lines order by document')
  assert.deepEqual(rows[0], { document: '500001', detail: '', fields: [] })
  assert.equal(rows[1]?.detail, 'detail')
  assert.deepEqual(await findInPlain(shop, ['K-17850']), [])
  await assertSound(shop)
})
