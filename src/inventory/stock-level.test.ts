import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DomainError } from '../platform/errors.ts'
import {
  changedLevels,
  changeLevel,
  emptyLevel,
  kept,
  levelKey,
  type StockLevel,
  sellable,
  sumChanges,
  toPromise,
  withPolicy,
} from './stock-level.ts'

const key = { itemId: 'a', locationId: 'n' }

function levelOf(counters: Partial<StockLevel>): StockLevel {
  return { ...emptyLevel(key), ...counters }
}

test('what may be promised is never more than can be counted', () => {
  const most = 2_147_483_647
  const level = levelOf({ onHand: most - 10, oversellLimit: 5 })
  assert.equal(changeLevel(level, { ...key, onHand: 5 }).onHand, most - 5)
  assert.throws(() => changeLevel(level, { ...key, onHand: 6 }), { code: 'stock_too_large' })
  assert.equal(withPolicy(level, { safetyStock: 0, oversellLimit: 10 }).oversellLimit, 10)
  assert.throws(() => withPolicy(level, { safetyStock: 0, oversellLimit: 11 }), { code: 'stock_too_large' })
})

test('what is kept or a buffer is not to promise; what is sold ahead can be sold', () => {
  const level = levelOf({ onHand: 20, allocated: 4, reserved: 3, unavailable: 2, incoming: 9, safetyStock: 5 })
  assert.equal(toPromise(level), 6)
  assert.equal(sellable({ ...level, oversellLimit: 10 }), 16)
  assert.equal(toPromise(levelOf({ safetyStock: 5 })), -5)
})

test('a change that takes more than there is names counter, field and place', () => {
  const change = { ...key, onHand: -4, field: 'lines[2].quantity' }
  assert.throws(
    () => changeLevel(levelOf({ onHand: 3 }), change),
    (error: DomainError) => {
      assert.equal(error.code, 'stock_would_be_negative')
      assert.equal(error.field, 'lines[2].quantity')
      assert.deepEqual(error.facts, { itemId: 'a', locationId: 'n', counter: 'onHand', found: 3, change: -4 })
      return true
    },
  )
})

test('what is kept for orders cannot be taken, but for what may be sold ahead', () => {
  const level = levelOf({ onHand: 10, allocated: 5, reserved: 2, unavailable: 1 })
  assert.equal(changeLevel(level, { ...key, onHand: -2 }).onHand, 8)
  assert.throws(
    () => changeLevel(level, { ...key, onHand: -3 }),
    (error: DomainError) => error.code === 'stock_is_allocated' && error.facts.free === 2,
  )
  assert.equal(changeLevel({ ...level, oversellLimit: 1 }, { ...key, onHand: -3 }).onHand, 7)
  assert.throws(() => changeLevel(level, { ...key, allocated: 3 }), { code: 'stock_is_allocated' })
})

test('no counter grows beyond what its column holds', () => {
  const level = levelOf({ onHand: 2_147_483_647 })
  assert.throws(() => changeLevel(level, { ...key, onHand: 1 }), { code: 'stock_too_large' })
})

test('changes of one level count together, in the order in which levels are locked', () => {
  const changes = [
    { itemId: 'b', locationId: 'n', onHand: 1 },
    { itemId: 'a', locationId: 's', onHand: 5, field: 'lines[1].quantity' },
    { itemId: 'a', locationId: 's', onHand: -3, allocated: 1, field: 'lines[2].quantity' },
    { itemId: 'a', locationId: 'n', reserved: 2 },
  ]
  const sums = sumChanges(changes)
  assert.deepEqual(sums.map(levelKey), ['an', 'as', 'bn'])
  assert.equal(sums[1]?.onHand, 2)
  assert.equal(sums[1]?.allocated, 1)
  assert.equal(sums[1]?.field, 'lines[2].quantity', 'the line that takes')
})

test('a limit may not go below what is promised ahead', () => {
  const level = levelOf({ onHand: 2, allocated: 6, oversellLimit: 9 })
  assert.equal(withPolicy(level, { safetyStock: 3, oversellLimit: 4 }).oversellLimit, 4)
  assert.throws(
    () => withPolicy(level, { safetyStock: 0, oversellLimit: 3 }),
    (error: DomainError) => error.code === 'stock_is_oversold' && error.facts.least === 4,
  )
})

test('whatever is allowed keeps the table’s constraints', () => {
  const count = fc.integer({ min: -20, max: 20 })
  const change = fc.record({ onHand: count, allocated: count, reserved: count, unavailable: count, incoming: count })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.nat(10), (changes, oversellLimit) => {
      let level = levelOf({ oversellLimit })
      for (const each of changes) {
        try {
          const changed = changedLevels(new Map([[levelKey(key), level]]), [{ ...key, ...each }])
          level = changed.get(levelKey(key)) ?? level
        } catch (error) {
          assert.ok(error instanceof DomainError)
        }
        const counters = [level.onHand, level.allocated, level.reserved, level.unavailable, level.incoming]
        assert.ok(counters.every((counter) => counter >= 0))
        assert.ok(kept(level) <= level.onHand + level.oversellLimit)
      }
    }),
  )
})
