import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { Refusal } from '../doors/page/call.ts'
import { customerImport, customerOf } from './import-customers.ts'
import { mapColumns, type RowResult, rowsBy } from './import-kind.ts'
import { productImport, readProducts } from './import-products.ts'
import { readTable, type UnreadableFile } from './read-table.ts'
import { sendRows } from './send-rows.ts'

const table = {
  titles: ['商品', '数量'],
  rows: [
    ['茶, 好', '1'],
    ['杯', '2'],
  ],
}
const text = '商品,数量\r\n"茶, 好",1\r\n\r\n杯,2\r\n'

describe('a file of a spreadsheet', () => {
  for (const [name, bytes] of Object.entries({
    'UTF-8': Buffer.from(text),
    'UTF-8 with its mark': Buffer.from(`\uFEFF${text}`),
    GBK: iconv.encode(text, 'gbk'),
    'UTF-16': iconv.encode(text, 'utf16le', { addBOM: true }),
    'tabs between': iconv.encode('商品\t数量\n"茶, 好"\t1\n杯\t2', 'gb18030'),
  })) {
    it(`is read from ${name}`, async () => assert.deepEqual(await readTable(new Blob([new Uint8Array(bytes)])), table))
  }

  it('is read from a workbook, with numbers as they stand', async () => {
    const rows = [
      ['条码', '数量'],
      [6901234567892, 3],
      ["'=1", null],
    ]
    const book = (await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] })) as Uint8Array<ArrayBuffer>
    assert.deepEqual(await readTable(new Blob([book])), {
      ...{
        titles: ['条码', '数量'],
        rows: [
          ['6901234567892', '3'],
          ['=1', ''],
        ],
      },
    })
  })

  it('that is none, or empty, says so', async () => {
    const codeOf = (bytes: Uint8Array<ArrayBuffer>) =>
      readTable(new Blob([bytes])).then(
        () => undefined,
        (error: UnreadableFile) => error.code,
      )
    assert.equal(await codeOf(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])), 'file_unreadable')
    assert.equal(await codeOf(new Uint8Array(Buffer.from('a,b\n'))), 'file_empty')
  })
})

describe('columns', () => {
  const { fields } = productImport('CNY')

  it('are found by what people call them, each once', () => {
    assert.deepEqual(mapColumns(fields, ['品名*', ' sku ', '零售价（元）', '单价', '备注']), [
      ...['product', 'sku', 'price', undefined, undefined],
    ])
  })

  it('of the template are found in both languages', () => {
    for (const kind of [productImport('CNY'), customerImport]) {
      for (const language of [0, 1]) {
        const titles = kind.fields.map(({ names }) => names[language] as string)
        assert.deepEqual(
          mapColumns(kind.fields, titles),
          kind.fields.map(({ key }) => key),
        )
      }
    }
  })

  it('make rows, without what is empty', () => {
    assert.deepEqual(rowsBy(['sku', undefined, 'price'], [['A', 'x', ''], ['B']]), [{ sku: 'A' }, { sku: 'B' }])
  })
})

describe('rows', () => {
  it('of one product are one, and one that is wrong keeps it back', () => {
    const { sent, wrong } = readProducts([
      { product: '茶', sku: 'T-1', options: '规格:250克;产地=杭州', price: '12.5' },
      { product: '杯', sku: 'C-1', weight: 'heavy' },
      { product: '茶', sku: 'T-2', category: '茶叶' },
      { product: '盒', sku: 'B-1', kind: '套餐', components: 'T-1*2；C-1' },
      { product: '杯', sku: 'C-2' },
    ])
    assert.deepEqual(
      sent.map(({ rows, item }) => [rows, item.product.name, item.product.category]),
      [
        [[0, 2], '茶', '茶叶'],
        [[3], '盒', undefined],
      ],
    )
    assert.deepEqual(sent[0]?.item.product.variants[0]?.options, { 规格: '250克', 产地: '杭州' })
    assert.deepEqual(sent[1]?.item.product.variants[0]?.components, [
      { sku: 'T-1', quantity: 2 },
      { sku: 'C-1', quantity: 1 },
    ])
    assert.deepEqual(
      [...wrong],
      [
        [1, { state: 'wrong', word: 'row_number_wrong' }],
        [4, { state: 'wrong', word: 'row_other_wrong' }],
      ],
    )
  })

  it('become customers', () => {
    assert.deepEqual(customerOf({ name: '王', phone: '138', tier: 'VIP', country: 'cn' }), {
      ...{ tier: 'vip', contact: { name: '王', country: 'CN', phone: '138' } },
    })
  })

  it('that are refused together are sent in halves, until what is wrong stands alone', async () => {
    const results = new Map<number, RowResult>()
    const portions: number[] = []
    const send = async (items: readonly string[]): Promise<RowResult[]> => {
      portions.push(items.length)
      if (items.includes('bad')) throw new Refusal(409, { code: 'unknown_sku' })
      return items.map(() => ({ state: 'changed' }))
    }
    const all = ['a', 'bad', 'c', 'd'].map((item, row) => ({ item, rows: [row] }))
    const { signal } = new AbortController()
    const tell = (told: ReadonlyMap<number, RowResult>) => {
      for (const [row, result] of told) results.set(row, result)
    }
    await sendRows(all, send, { tell, signal, most: 10 })
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => results.get(row)?.state),
      ['changed', 'wrong', 'changed', 'changed'],
    )
    assert.deepEqual(portions, [4, 2, 1, 1, 2])
    await assert.rejects(
      sendRows(all, () => Promise.reject(new Refusal(403, { code: 'not_permitted' })), { tell, signal, most: 10 }),
    )
  })
})
