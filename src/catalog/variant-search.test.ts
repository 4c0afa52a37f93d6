import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { archiveProduct } from './archive-product.ts'
import { changeProduct } from './change-product.ts'
import { createProduct } from './create-products.ts'
import { productIndex } from './product-index.ts'
import { searchVariants } from './variant-search-queries.ts'

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant({ subscribers: [productIndex] })
  await make('重庆火锅底料', { sku: 'HG-001', barcode: '6901234567892' })
  await make('红色T恤', { sku: 'TS-RED-L', options: { 尺码: 'L' } }, { sku: 'TS-RED-M', options: { 尺码: 'M' } })
  await make('iPhone15手机壳', { sku: 'CASE15' })
  await make('长款女士连衣裙', { sku: 'DR-9' })
  await make('银行卡包', { sku: 'WAL-2' })
  await make('Green tea 500ml', { sku: 'TEA-500' })
  await make('绿茶 500ml', { sku: 'LC-500' })
  await merchant.drainAll()
})
after(() => merchant.close())

const make = (name: string, ...variants: object[]) =>
  merchant.command((command) => createProduct(command, { name, variants: variants as { sku: string }[] }))
const find = async (text: string) =>
  (await merchant.query((query) => searchVariants(query, text, 10))).map(({ sku, match }) => `${sku} ${match}`)
const skus = async (text: string) => (await find(text)).map((each) => each.split(' ')[0])

test('goods are found by codes, whole or in part, with or without hyphens', async () => {
  assert.deepEqual(await find('HG-001'), ['HG-001 code'])
  assert.deepEqual(await find('hg001'), ['HG-001 code'])
  assert.deepEqual(await find('6901234567892'), ['HG-001 code'])
  assert.deepEqual(await find('ts-r'), ['TS-RED-L code_begins', 'TS-RED-M code_begins'])
  assert.deepEqual(await find('567892'), ['HG-001 code_part'])
  assert.deepEqual(await find('red'), ['TS-RED-L code_part', 'TS-RED-M code_part'])
})

test('a SKU is found while it is typed, at whatever place somebody stops, and as others write it', async () => {
  const make = (from: string) => [`${from}01`, `${from}02`, `${from}123`]
  for (const from of ['LONG-', 'WIDE', 'A-LOW-', 'X1-2-']) {
    await merchant.command((command) =>
      createProduct(command, { name: `Of ${from}`, variants: make(from).map((sku) => ({ sku })) }),
    )
  }
  await merchant.drainAll()
  for (const sku of ['LONG-', 'WIDE', 'A-LOW-', 'X1-2-'].flatMap(make)) {
    for (let length = 2; length <= sku.length; length++) {
      const ends = length < 4 || !/\d/.test(sku.slice(-length)) ? [] : [sku.slice(-length)]
      for (const typed of [sku.slice(0, length), sku.slice(0, length).toLowerCase(), ...ends]) {
        assert.ok((await skus(typed)).includes(sku), `${sku}: ${typed}`)
      }
    }
  }
  assert.deepEqual(await skus('LONG-0'), ['LONG-01', 'LONG-02'])
  assert.deepEqual(await skus('WIDE-0'), ['WIDE01', 'WIDE02'])
  assert.deepEqual(await skus('LONG0'), ['LONG-01', 'LONG-02'])
})

test('goods are found by any part of a Chinese name, and by its words in any order', async () => {
  assert.deepEqual(await find('火锅'), ['HG-001 name'])
  assert.deepEqual(await find('重庆'), ['HG-001 name_begins'])
  assert.deepEqual(await find('壳'), ['CASE15 name'])
  assert.deepEqual(await skus('手机壳 iphone'), ['CASE15'])
  assert.deepEqual(await skus('红色 M'), ['TS-RED-M'])
  assert.deepEqual(await skus('绿茶 500'), ['LC-500'])
  assert.deepEqual(await skus('紫色'), [])
})

test('goods are found by pinyin, full or initials, from any syllable on, and each character is read as in its word', async () => {
  for (const typed of ['chongqing', 'chong qing', 'cqhg', 'cq', 'CQHGDL', 'chongq', 'huoguo', 'hgdl', 'hu']) {
    assert.ok((await skus(typed)).includes('HG-001'), typed)
  }
  for (const typed of ['zhongqing', 'zq', 'uoguo']) assert.deepEqual(await skus(typed), [], typed)
  assert.deepEqual(await find('changkuan'), ['DR-9 pinyin_begins'])
  assert.deepEqual(await skus('nvshi'), ['DR-9'])
  assert.deepEqual(await skus('yinhangka'), ['WAL-2'])
  assert.deepEqual(await skus('lvcha'), ['LC-500'])
  assert.deepEqual(await skus('shoujike'), ['CASE15'])
})

test('what is said with less is found behind what is said with more', async () => {
  assert.deepEqual(await find('green'), ['TEA-500 name_begins'])
  assert.deepEqual(await skus('500'), ['LC-500', 'TEA-500'])
})

test('a product that is renamed is found by its new name only, one out of sale by nothing', async () => {
  const { id } = await make('旧名字', { sku: 'OLD' })
  await merchant.drainAll()
  assert.deepEqual(await skus('jiumingzi'), ['OLD'])
  await merchant.command((command) => changeProduct(command, { productId: id, name: '新名字', category: '' }))
  await merchant.drainAll()
  assert.deepEqual(await skus('xinmingzi'), ['OLD'])
  await merchant.command((command) => archiveProduct(command, { productId: id }))
  await merchant.drainAll()
  assert.deepEqual(await skus('OLD'), [])
  const { rows } = await merchant.owner.query(
    `select count(*)::int as tokens from search_tokens s join variants v on v.id = s.object_id where v.sku = 'OLD'`,
  )
  assert.equal(rows[0].tokens, 0)
})

test('texts that say nothing find nothing', async () => {
  for (const typed of ['', ' ', '***', '。', '\u0301']) assert.deepEqual(await skus(typed), [], typed)
})
