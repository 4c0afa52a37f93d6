import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeCount } from './write-count.ts'

test('a count says that there are more', () => {
  const counts = [undefined, { count: 7, more: false }, { count: 1000, more: true }]
  assert.deepEqual(counts.map(writeCount), ['', '7', '1,000+'])
})
