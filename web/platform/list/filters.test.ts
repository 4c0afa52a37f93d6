import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FilterDef, wordsOfFilter } from './filters.ts'

const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }))

test('a filter says what it is set to', () => {
  const stage: FilterDef = { title: 'Stage', keys: ['stage'], kind: 'choices', choices }
  assert.equal(wordsOfFilter(stage, {}), 'Stage')
  assert.equal(wordsOfFilter(stage, { stage: 'a,x' }), 'Stage: A, x')
  assert.equal(wordsOfFilter(stage, { stage: 'a,b,c' }), 'Stage: A, B +1')
  const total: FilterDef = { title: 'Total', keys: ['from', 'to'], kind: 'amounts', write: (text) => `¥${text}` }
  assert.equal(wordsOfFilter(total, {}), 'Total')
  assert.equal(wordsOfFilter(total, { from: '1' }), 'Total: ¥1 – ')
  assert.equal(wordsOfFilter(total, { from: '1', to: '9' }), 'Total: ¥1 – ¥9')
  assert.equal(wordsOfFilter({ title: 'SKU', keys: ['sku'], kind: 'text', hint: '' }, { sku: 'A-1' }), 'SKU: A-1')
})
