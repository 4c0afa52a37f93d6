import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mixColors, shareOfAccent } from './colors.ts'

test('no orders leave the ground, the most are the accent, one of many is told from none', () => {
  assert.equal(shareOfAccent(0, 10), 0)
  assert.equal(shareOfAccent(10, 10), 1)
  assert.ok(shareOfAccent(1, 10_000) > 0.1 && shareOfAccent(1, 10_000) < shareOfAccent(100, 10_000))
  assert.equal(mixColors('#ffffff', '#0b5fc0', 0), '#ffffff')
  assert.equal(mixColors('#ffffff', '#0b5fc0', 1), '#0b5fc0')
  assert.equal(mixColors('#000000', '#ff8000', 0.5), '#804000')
})
