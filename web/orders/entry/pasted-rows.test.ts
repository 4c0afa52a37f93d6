import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTable, parseRows } from './pasted-rows.ts'

test('cells of a spreadsheet become rows, without the heading and without empty rows', () => {
  assert.deepEqual(parseRows('SKU\t数量\t单价\r\nA-1\t2\t12.50\r\n\r\nB\t１０\t\r\n'), [
    { sku: 'A-1', quantity: '2', unitPrice: '12.50' },
    { sku: 'B', quantity: '10' },
  ])
})

test('numbers are taken as people write them, and what is none stays for its cell to say so', () => {
  assert.deepEqual(parseRows('A\t1,200\t￥1,234.5\nB\t3.0\nC\t两件\nD'), [
    { sku: 'A', quantity: '1200', unitPrice: '1234.5' },
    { sku: 'B', quantity: '3' },
    { sku: 'C', quantity: '两件' },
    { sku: 'D', quantity: '1' },
  ])
})

test('rows with commas are rows too; one word is something to look for', () => {
  assert.deepEqual(parseRows('A,2\nB，3，9.9'), [
    { sku: 'A', quantity: '2' },
    { sku: 'B', quantity: '3', unitPrice: '9.9' },
  ])
  assert.deepEqual(
    [isTable('红茶 500g'), isTable('A\t1'), isTable('A\nB'), isTable('6901234567892\n')],
    [false, true, true, false],
  )
})
