import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsOf, toldBy } from './told-values.ts'

const write = (value: unknown) => `<${value}>`

test('values of an entry are shown without braces: fields by their names, lists part by part', () => {
  assert.equal(toldBy(null, write), '–')
  assert.equal(toldBy(12590, write), '<12590>')
  assert.deepEqual(toldBy(['a', 'b'], write), ['<a>', '<b>'])
  assert.deepEqual(toldBy([{ quantity: 1, lineNumber: 2, of: [3, { deep: null }] }], write), [
    [
      ['quantity', '1'],
      ['lineNumber', '2'],
      ['of', '3, deep –'],
    ],
  ])
  assert.deepEqual(toldBy({ kind: 'payment' }, write), [[['kind', 'payment']]])
})

test('a step that leads nowhere is not told, one that leads on is told as the state it is, and nothing is told twice', () => {
  const facts = { from: 'confirmed', to: 'confirmed', stageTo: 'processed', captured: 100, stageFrom: 'pending' }
  assert.deepEqual(factsOf({ changes: {}, facts }), [
    { name: 'stageFrom', field: 'stage', value: 'pending' },
    { name: 'stageTo', field: 'stage', value: 'processed' },
    { name: 'captured', field: 'captured', value: 100 },
  ])
  assert.deepEqual(factsOf({ changes: { amount: [null, 5] }, facts: { amount: 5 } }), [])
})
