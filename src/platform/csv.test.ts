import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRow } from './csv.ts'

test('fields are quoted where they must be, and nowhere else', () => {
  assert.equal(csvRow(['1', '', '红色 大号']), '1,,红色 大号\n')
  assert.equal(csvRow(['a,b', 'say "x"', 'two\nlines', 'cr\r']), '"a,b","say ""x""","two\nlines","cr\r"\n')
})

test('what a spreadsheet would run is text; a number stays one', () => {
  assert.equal(csvRow(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '＝1']), `'=1+1,'+cmd,'-2+3,'@SUM(A1),'\tx,'＝1\n`)
  assert.equal(csvRow(['=HYPERLINK("x","y")']), `"'=HYPERLINK(""x"",""y"")"\n`)
  assert.equal(csvRow(['-12', '+3', '-0.55', 'a=b', 'a-b', "'x"]), `-12,+3,-0.55,a=b,a-b,'x\n`)
})
