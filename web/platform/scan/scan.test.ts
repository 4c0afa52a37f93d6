import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecentCodes } from './recent-codes.ts'
import { afterKey, looksScanned } from './scan-rhythm.ts'
import { afterStroke, codeOf, type Stroked } from './stray-scan.ts'

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

test('a scan into a field for something else is told from a number that somebody types, and from what they typed just before', () => {
  const type = (text: string, everyMs: number, from: number, before?: Stroked) =>
    [...text].reduce<Stroked | undefined>((run, key, n) => afterStroke(run, key, from + n * everyMs), before)
  const scanned = type('6901234567892', 8, 0)
  assert.equal(scanned && codeOf(scanned, 13 * 8), '6901234567892')
  const typed = type('1234567', 140, 0)
  assert.equal(typed && codeOf(typed, 7 * 140), undefined)
  const short = type('120', 20, 0)
  assert.equal(short && codeOf(short, 60), undefined)
  const after = type('6901234567892', 8, 500, type('12', 150, 0))
  assert.equal(after && codeOf(after, 500 + 13 * 8), '6901234567892')
  assert.equal(scanned && codeOf(scanned, 2000), undefined, 'Enter by hand, long after')
})
