import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutExceptions } from './exceptions.ts'

const found = { path: 'src/a.ts', line: 3, rule: 'clock', message: 'x' }
const entry = { rule: 'clock', file: 'src/a.ts', why: 'It measures.' }

test('an exception covers its rule in its file', () => {
  assert.deepEqual(withoutExceptions([found, { ...found, line: 9 }], [entry]), [])
  assert.deepEqual(withoutExceptions([found, { ...found, path: 'src/b.ts' }], [entry]), [
    { ...found, path: 'src/b.ts' },
  ])
  assert.deepEqual(withoutExceptions([found, { ...found, rule: 'any' }], [entry]), [{ ...found, rule: 'any' }])
})

test('an exception that covers nothing is a finding', () => {
  assert.match(withoutExceptions([], [entry])[0]?.message ?? '', /'clock' of src\/a\.ts is no longer needed/)
})

test('an exception without a reason is a finding', () => {
  assert.match(withoutExceptions([found], [{ ...entry, why: ' ' }])[0]?.message ?? '', /has no reason/)
})
