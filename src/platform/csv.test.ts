import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRow } from './csv.ts'

test('fields are quoted where they must be, and nowhere else', () => {
  assert.equal(csvRow(['1', '', '红色 大号']), '1,,红色 大号\n')
  assert.equal(csvRow(['a,b', 'say "x"', 'two\nlines', 'cr\r']), '"a,b","say ""x""","two\nlines","cr\r"\n')
})
