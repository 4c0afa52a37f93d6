import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { Refusal } from '../doors/page/call.ts'
import { exportForms, writeTable } from '../platform/export-table.ts'
import { customerImport, customerOf } from './import-customers.ts'
import { type ImportWork, mapColumns, type RowResult, rowsBy } from './import-kind.ts'
import { locationImport, locationOf } from './import-locations.ts'
import { priceImport, readPrices } from './import-prices.ts'
import { productImport, readProducts } from './import-products.ts'
import { stockImport } from './import-stock.ts'
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

  it('that we wrote ourselves is read as it was, also what a spreadsheet would have made a power of ten of', async () => {
    const cells = ['13800138000', '00012', '=1', '茶, 好']
    const rows = async function* () {
      yield cells
    }
    const titles = ['手机', '编码', '备注', '名称']
    for (const form of exportForms) {
      assert.deepEqual(await readTable(await writeTable({ titles, rows }, form)), { titles, rows: [cells] })
    }
    assert.match(await (await writeTable({ titles, rows }, 'csv')).text(), /13800138000\t,00012\t,/)
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
    const kinds = [productImport('CNY'), customerImport, locationImport('UTC'), priceImport('CNY'), stockImport]
    for (const kind of kinds) {
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
    const { sent, wrong } = readProducts(
      [
        { product: '茶', sku: 'T-1', options: '规格:250克;产地=杭州', price: '12.5' },
        { product: '杯', sku: 'C-1', weight: 'heavy' },
        { product: '茶', sku: 'T-2', category: '茶叶', options: '散装；600ml' },
        { product: '盒', sku: 'B-1', kind: '套餐', components: 'T-1*2；C-1' },
        { product: '杯', sku: 'C-2' },
      ],
      ['standard'],
    )
    assert.deepEqual(
      sent.map(({ rows, item }) => [rows, item.product.name, item.product.category]),
      [
        [[0, 2], '茶', '茶叶'],
        [[3], '盒', undefined],
      ],
    )
    assert.deepEqual(sent[0]?.item.product.variants[0]?.options, { 规格: '250克', 产地: '杭州' })
    assert.deepEqual(sent[0]?.item.product.variants[1]?.options, { 规格: '散装', '规格 2': '600ml' })
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

  it('of a tax class that the shop has not are wrong', () => {
    const rows = ['standard', 'typo'].map((taxClass) => ({ product: taxClass, sku: taxClass, taxClass }))
    const { sent, wrong } = readProducts(rows, ['standard'])
    assert.deepEqual([sent.length, [...wrong]], [1, [[1, { state: 'wrong', word: 'row_tax_class_unknown' }]]])
  })

  it('name a tax class by its code, or as the pages call it', () => {
    const rows = ['reduced', '低税率', 'Reduced', '食品'].map((taxClass, n) => ({
      product: `${n}`,
      sku: `${n}`,
      taxClass,
    }))
    const { sent, wrong } = readProducts(rows, ['reduced', '食品'])
    const classes = sent.map(({ item }) => item.product.variants[0]?.taxClass)
    assert.deepEqual([classes, wrong.size], [['reduced', 'reduced', 'reduced', '食品'], 0])
  })

  it('become customers', () => {
    assert.deepEqual(customerOf({ name: '王', phone: '138', tier: 'VIP', country: 'cn' }), {
      ...{ tier: 'vip', contact: { name: '王', country: 'CN', phone: '138' } },
    })
  })

  it('become places, in the zone of the shop', () => {
    const row = {
      code: 'S-1',
      name: '南京路店',
      kind: '门店',
      fulfils: '否',
      priority: '5',
      longitude: '121.5',
      latitude: '31.2',
    }
    assert.deepEqual(locationOf(row, 'Asia/Shanghai'), {
      ...{ code: 'S-1', name: '南京路店', kind: 'store', country: 'CN', timeZone: 'Asia/Shanghai' },
      ...{ fulfils: false, priority: 5, longitude: 121.5, latitude: 31.2 },
    })
  })

  it('of one SKU are its prices, and one that says the same again is told', () => {
    const { sent, wrong } = readPrices(
      [
        { sku: 'A', price: '12.5' },
        { sku: 'A', price: '1.80', currency: 'usd' },
        { sku: 'A', price: '13', currency: 'CNY' },
        { sku: 'B', price: '1', currency: 'RMB' },
        { sku: 'B', price: '一' },
        { price: '1' },
      ],
      'CNY',
    )
    const prices = [
      { currency: 'CNY', price: '12.5' },
      { currency: 'USD', price: '1.80' },
    ]
    assert.deepEqual(sent, [{ item: { sku: 'A', prices }, rows: [0, 1] }])
    assert.deepEqual(
      [...wrong].map(([row, { word }]) => [row, word]),
      [
        [2, 'row_twice'],
        [3, 'row_currency_unknown'],
        [4, 'row_number_wrong'],
        [5, 'row_needs'],
      ],
    )
  })
})

/** What is told of rows while they are worked at, as an import's page would show it. */
function testWork() {
  const results = new Map<number, RowResult>()
  const work: ImportWork = {
    ...{ isTrial: false, signal: new AbortController().signal, reach: (ask) => ask() },
    keyOf: async (content) => JSON.stringify(content),
    tell: (told) => {
      for (const [row, result] of told) results.set(row, result)
    },
  }
  return { work, states: () => [...results].sort(([a], [b]) => a - b).map(([, { state }]) => state) }
}

describe('what is sent', () => {
  it('that are refused together are sent in halves, until what is wrong stands alone', async () => {
    const { work, states } = testWork()
    const portions: number[] = []
    const send = async (items: readonly string[]): Promise<RowResult[]> => {
      portions.push(items.length)
      if (items.includes('bad')) throw new Refusal(409, { code: 'unknown_sku' })
      return items.map(() => ({ state: 'changed' }))
    }
    const all = ['a', 'bad', 'c', 'd'].map((item, row) => ({ item, rows: [row] }))
    await sendRows(all, send, { ...work, most: 10 })
    assert.deepEqual(states(), ['changed', 'wrong', 'changed', 'changed'])
    assert.deepEqual(portions, [4, 2, 1, 1, 2])
    await assert.rejects(
      sendRows(all, () => Promise.reject(new Refusal(403, { code: 'not_permitted' })), { ...work, most: 10 }),
    )
  })

  it('that the server fails at keeps nothing of the others; one that fails again and again is not asked any more', async () => {
    const all = [...'abcdefg'].map((item, row) => ({ item, rows: [row] }))
    const failing =
      (broken: string) =>
      async ([item]: readonly string[]): Promise<RowResult[]> => {
        if (broken.includes(item as string)) throw new Refusal(500, { code: 'server_fault' })
        return [{ state: 'new' }]
      }
    const once = testWork()
    await sendRows(all, failing('bdf'), { ...once.work, most: 1 })
    assert.deepEqual(once.states(), ['new', 'wrong', 'new', 'wrong', 'new', 'wrong', 'new'])
    const often = testWork()
    await assert.rejects(sendRows(all, failing('cdef'), { ...often.work, most: 1 }), { code: 'server_fault' })
    assert.deepEqual(often.states(), ['new', 'new', 'wrong', 'wrong'])
  })
})
