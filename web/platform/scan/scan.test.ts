import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecentCodes } from './recent-codes.ts'
import { afterKey, looksScanned } from './scan-rhythm.ts'

const keys = (count: number, everyMs: number, from = 0) => Array.from({ length: count }, (_, n) => from + n * everyMs)

test('a scanner is told from a hand by its rhythm', () => {
  assert.equal(looksScanned(keys(13, 12)), true)
  assert.equal(looksScanned(keys(8, 30)), true)
  assert.equal(looksScanned(keys(8, 80)), false)
  assert.equal(looksScanned(keys(3, 5)), false)
  assert.equal(looksScanned([]), false)
})

test('what was typed before a pause does not make a scan slow', () => {
  const typed = keys(3, 150).reduce<readonly number[]>(afterKey, [])
  const scanned = keys(13, 10, 2000).reduce(afterKey, typed)
  assert.deepEqual([scanned.length, looksScanned(scanned)], [13, true])
})

test('a code in sight counts once, and again when it was away for a moment', () => {
  const { isNew } = createRecentCodes()
  assert.deepEqual(
    [0, 120, 1000, 2400, 4000].map((at) => isNew('A', at)),
    [true, false, false, false, true],
  )
  assert.equal(isNew('B', 130), true)
})
