import assert from 'node:assert/strict'
import { test } from 'node:test'
import { workbookRows } from './workbook-rows.ts'
import { createCellWriter, type WrittenCell } from './write-cells.ts'

async function* tableOf(rows: readonly (readonly WrittenCell[])[]) {
  yield* rows
}

const amount = (value: number, decimals: number) => ({ value, decimals })

test('the columns of a workbook are as their first rows show: dates, decimals, widths', async () => {
  const at = new Date('2026-11-27T12:34:56Z')
  const { columns, rows } = await workbookRows(
    tableOf([
      ['时间', '金额', '单价', '日元', '商品名称', '件数'],
      [null, amount(12.5, 2), amount(1.2345, 4), amount(100, 0), '茶', 3],
      [at, amount(0, 2), amount(2, 2), amount(5, 0), '一个特别特别长的名称'.repeat(5), 12],
    ]),
  )
  assert.deepEqual(
    columns.map(({ numFmt }) => numFmt),
    ['yyyy-mm-dd hh:mm:ss', '0.00', '0.00##', '0', undefined, undefined],
  )
  assert.deepEqual(
    columns.map(({ width }) => width),
    [21, 8, 8, 8, 48, 8],
  )
  assert.deepEqual((await Array.fromAsync(rows)).slice(1), [
    [null, 12.5, 1.2345, 100, '茶', 3],
    [at, 0, 2, 5, '一个特别特别长的名称'.repeat(5), 12],
  ])
})

test('a long workbook has every row once', async () => {
  const all = Array.from({ length: 1201 }, (_, n) => [n])
  const { rows } = await workbookRows(tableOf(all))
  assert.deepEqual(await Array.fromAsync(rows), all)
})

test('cells of CSV are text that a spreadsheet leaves as it is; of a workbook, what it counts with', () => {
  const written = (format: 'csv' | 'xlsx') => {
    const cellOf = createCellWriter({ format, words: { kind: { a: '甲' } }, timeZone: 'Asia/Shanghai' })
    return [
      ...['13800138000', '00012', '+8613800138000', 'LJ-250', '1234567890'].map((text) => cellOf('code', text)),
      ...[cellOf('total', { amount: 1250, currency: 'CNY' }), cellOf('kind', { code: 'a' }), cellOf('count', 7)],
      cellOf('at', new Date('2026-11-27T17:00:00Z')),
    ]
  }
  assert.deepEqual(written('csv'), [
    ...['13800138000\t', '00012\t', '+8613800138000\t', 'LJ-250', '1234567890'],
    ...['12.50', '甲', 7, '2026-11-28 01:00:00'],
  ])
  assert.deepEqual(written('xlsx'), [
    ...['13800138000', '00012', '+8613800138000', 'LJ-250', '1234567890'],
    ...[{ value: 12.5, decimals: 2 }, '甲', 7, new Date('2026-11-28T01:00:00Z')],
  ])
})
