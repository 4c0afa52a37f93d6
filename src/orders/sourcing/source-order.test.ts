import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Candidate, type Need, sourceOrder } from './source-order.ts'

const near: Candidate = { locationId: 'near', code: 'N', distanceKm: 10, priority: 5 }
const middle: Candidate = { locationId: 'middle', code: 'M', distanceKm: 100, priority: 1 }
const far: Candidate = { locationId: 'far', code: 'F', distanceKm: 1000, priority: 9 }
const places = [far, near, middle]
const nearest = { order: 'nearest', maxSplits: 3 } as const

const stock = (levels: Record<string, Record<string, number>>) => (itemId: string, locationId: string) =>
  levels[locationId]?.[itemId] ?? 0

const need = (itemId: string, quantity: number, lineNumber = 1): Need => ({ lineNumber, itemId, quantity })

test('the nearest place that can fill everything gives it, though a nearer one has a part', () => {
  const available = stock({ near: { a: 1 }, middle: { a: 5 }, far: { a: 5 } })
  const { takes, decision } = sourceOrder([need('a', 3)], places, available, nearest)
  assert.deepEqual(takes, [{ lineNumber: 1, itemId: 'a', locationId: 'middle', quantity: 3 }])
  assert.deepEqual(
    decision.candidates.map(({ code, reason, fills }) => [code, reason, fills]),
    [
      ['N', 'cannot_fill_all', 333],
      ['M', 'chosen', 1000],
      ['F', 'farther', 1000],
    ],
  )
})

test('by priority the place that is wanted first gives, however far', () => {
  const available = stock({ near: { a: 5 }, middle: { a: 5 } })
  const { takes } = sourceOrder([need('a', 3)], places, available, { order: 'priority', maxSplits: 3 })
  assert.equal(takes[0]?.locationId, 'middle')
})

test('where no place can fill all, the fewest that together can do, the nearer ones first', () => {
  const available = stock({ near: { a: 2 }, middle: { b: 2 }, far: { a: 2, b: 1 } })
  const { takes, decision } = sourceOrder([need('a', 2), need('b', 2, 2)], places, available, nearest)
  assert.deepEqual(
    takes.map(({ locationId }) => locationId),
    ['near', 'middle'],
  )
  assert.equal(decision.outcome, 'split')
})

test('two lines of the same item do not count its stock twice', () => {
  const { takes, shortages } = sourceOrder([need('a', 3), need('a', 3, 2)], [near], stock({ near: { a: 4 } }), nearest)
  assert.equal(
    takes.reduce((sum, { quantity }) => sum + quantity, 0),
    4,
  )
  assert.deepEqual(shortages, [{ lineNumber: 2, itemId: 'a', quantity: 2, available: 1 }])
})

test('takes and shortages always add up to the needs, and no place gives more than it has', () => {
  const items = fc.constantFrom('a', 'b', 'c')
  const needs = fc.array(fc.record({ itemId: items, quantity: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  const levels = fc.dictionary(
    fc.constantFrom('near', 'middle', 'far'),
    fc.dictionary(items, fc.integer({ min: -3, max: 20 })),
  )
  fc.assert(
    fc.property(needs, levels, fc.integer({ min: 1, max: 3 }), (wanted, held, maxSplits) => {
      const lines = wanted.map((line, index) => ({ ...line, lineNumber: index + 1 }))
      const available = stock(held)
      const { takes, shortages } = sourceOrder(lines, places, available, { order: 'nearest', maxSplits })
      for (const { lineNumber, quantity } of lines) {
        const given = [...takes, ...shortages].filter((row) => row.lineNumber === lineNumber)
        assert.equal(
          given.reduce((sum, row) => sum + row.quantity, 0),
          quantity,
        )
      }
      for (const [key, rows] of Map.groupBy(takes, ({ itemId, locationId }) => `${itemId} ${locationId}`)) {
        const [itemId = '', locationId = ''] = key.split(' ')
        assert.ok(rows.reduce((sum, { quantity }) => sum + quantity, 0) <= available(itemId, locationId))
      }
      assert.ok(new Set(takes.map(({ locationId }) => locationId)).size <= maxSplits)
    }),
  )
})
