import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOf } from './change.ts'

test('a change is a part of what was before, unless that was next to nothing', () => {
  assert.equal(changeOf(15, 10), 0.5)
  assert.equal(changeOf(0, 10), -1)
  assert.equal(changeOf(100, 10), 9)
  assert.equal(changeOf(489_100, 10_000), undefined)
  assert.equal(changeOf(5, 0), undefined)
})
