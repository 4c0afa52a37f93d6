import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayGoBeyond } from './story.ts'

test('work gets as far as its story lets it, for as long as it says', () => {
  assert.ok(mayGoBeyond({}, 'packed', 0))
  const paused = { pause: { at: 'picked', hours: 10 } } as const
  assert.ok(mayGoBeyond(paused, 'unpicked', 1))
  assert.ok(!mayGoBeyond(paused, 'picked', 9.9))
  assert.ok(!mayGoBeyond(paused, 'packed', 9.9))
  assert.ok(mayGoBeyond(paused, 'picked', 10))
  assert.ok(!mayGoBeyond({ pause: { at: 'unpicked' } }, 'unpicked', 10_000))
})
