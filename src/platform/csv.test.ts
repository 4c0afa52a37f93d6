import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRow, withoutFormula } from './csv.ts'

test('fields are quoted where they must be, and nowhere else', () => {
  assert.equal(csvRow(['1', '', '红色 大号']), '1,,红色 大号\n')
  assert.equal(csvRow(['a,b', 'say "x"', 'two\nlines', 'cr\r']), '"a,b","say ""x""","two\nlines","cr\r"\n')
})

test('what a spreadsheet would take for a formula is text', () => {
  for (const field of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) assert.equal(withoutFormula(field), `'${field}`)
  assert.equal(withoutFormula('1 = 1'), '1 = 1')
})
