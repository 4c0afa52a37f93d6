import assert from 'node:assert/strict'
import { it } from 'node:test'
import { csvFilesOf } from './export-csv.ts'

it('a copy as CSV opens as text in a spreadsheet, whatever people wrote', () => {
  const texts = ['=1+1', '+86 138', '-2', '@x', '\tx', '\rx', '王小明, "明"', 'a\nb', '1-2']
  const rows = texts.map((text, index) => ({ text, count: -index, done: index === 0, none: null }))
  const files = csvFilesOf([
    { name: 'order_notes', rows },
    { name: 'payments', rows: [] },
  ])
  assert.deepEqual(
    files.map(({ fileName, mediaType }) => [fileName, mediaType]),
    [['order-notes.csv', 'text/csv; charset=utf-8']],
  )
  assert.equal(
    files[0]?.text,
    `\uFEFFtext,count,done,none\n'=1+1,0,true,\n'+86 138,-1,false,\n'-2,-2,false,\n'@x,-3,false,\n'\tx,-4,false,\n` +
      `"'\rx",-5,false,\n"王小明, ""明""",-6,false,\n"a\nb",-7,false,\n1-2,-8,false,\n`,
  )
})
