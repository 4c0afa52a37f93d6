import assert from 'node:assert/strict'
import { test } from 'node:test'
import { businessDay, fixedClock, isTimeZone, monotonicMs, systemClock } from './time.ts'

const noon = new Date('2026-03-01T12:00:00Z')

test('the system clock shows a moment between two readings of the machine', () => {
  const before = Date.now()
  const shown = systemClock().getTime()
  assert.ok(before <= shown && shown <= Date.now())
})

test('a fixed clock stands still, also when its reading is changed by a caller', () => {
  const clock = fixedClock(noon)
  clock().setTime(0)
  assert.deepEqual(clock(), noon)
})

test('the business day is the day of the place', () => {
  const late = new Date('2025-12-31T16:00:00Z')
  assert.equal(businessDay(late, 'Asia/Shanghai'), '2026-01-01')
  assert.equal(businessDay(late, 'UTC'), '2025-12-31')
  assert.equal(businessDay(late, 'America/New_York'), '2025-12-31')
  assert.equal(businessDay(new Date(late.getTime() - 1), 'Asia/Shanghai'), '2025-12-31')
})

test('the business day follows summer time', () => {
  assert.equal(businessDay(new Date('2026-07-01T22:30:00Z'), 'Europe/London'), '2026-07-01')
  assert.equal(businessDay(new Date('2026-07-01T23:30:00Z'), 'Europe/London'), '2026-07-02')
  assert.equal(businessDay(new Date('2026-12-01T23:30:00Z'), 'Europe/London'), '2026-12-01')
})

test('a zone that does not exist is refused', () => {
  assert.throws(() => businessDay(noon, 'Mars/Olympus'), RangeError)
  assert.equal(isTimeZone('Mars/Olympus'), false)
  assert.equal(isTimeZone(''), false)
  assert.equal(isTimeZone('Asia/Urumqi'), true)
})

test('the monotonic clock never goes back', () => {
  const first = monotonicMs()
  assert.ok(monotonicMs() >= first)
})
