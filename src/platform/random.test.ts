import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from './random.ts'

test('the same seed gives the same row, another seed another', () => {
  const row = (seed: number | string) => {
    const random = seededRandom(seed)
    return Array.from({ length: 20 }, () => random.next())
  }
  assert.deepEqual(row(7), row(7))
  assert.deepEqual(row('shop'), row('shop'))
  assert.notDeepEqual(row(7), row(8))
})

test('the row does not change from one release to the next: stored simulations depend on it', () => {
  const random = seededRandom('yidan')
  assert.deepEqual(
    Array.from({ length: 5 }, () => random.integer(0, 999)),
    [138, 444, 286, 288, 804],
  )
})

test('numbers and integers stay within their bounds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), (seed, min, span) => {
      const random = seededRandom(seed)
      for (let round = 0; round < 20; round++) {
        const number = random.next()
        assert.ok(number >= 0 && number < 1)
        const integer = random.integer(min, min + span)
        assert.ok(Number.isInteger(integer) && integer >= min && integer <= min + span)
      }
    }),
  )
})

test('numbers are spread evenly', () => {
  const random = seededRandom(1)
  const rolled = Array.from({ length: 10_000 }, () => random.integer(0, 9))
  for (let face = 0; face < 10; face++) {
    const count = rolled.filter((number) => number === face).length
    assert.ok(count > 900 && count < 1100, `${face}: ${count}`)
  }
})

test('pick and weighted choose among what is there', () => {
  const random = seededRandom(3)
  assert.ok(['a', 'b'].includes(random.pick(['a', 'b'])))
  assert.throws(() => random.pick([]), RangeError)
  assert.throws(() => random.weighted([['a', 0]]), RangeError)
  const counts = { often: 0, seldom: 0, never: 0 }
  for (let round = 0; round < 4000; round++) {
    const choices = [
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ] as const
    counts[random.weighted(choices)] += 1
  }
  assert.equal(counts.never, 0)
  assert.ok(counts.often > 2800 && counts.often < 3200, `${counts.often}`)
})

test('a shuffled list has the same members, and the list itself is untouched', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.integer()), (seed, list) => {
      const before = [...list]
      const after = seededRandom(seed).shuffled(list)
      assert.deepEqual(list, before)
      assert.deepEqual(after.toSorted(), before.toSorted())
    }),
  )
})
