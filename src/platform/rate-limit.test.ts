import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { createRateLimit } from './rate-limit.ts'

describe('a rate limit', () => {
  let now = new Date('2026-03-01T00:00:00Z')
  const clock = () => now
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  beforeEach(() => {
    now = new Date('2026-03-01T00:00:00Z')
  })

  it('lets a minute’s worth through at once, then as much as has come back', () => {
    const limit = createRateLimit({ perMinute: 6, clock })
    const take = () => limit.take('a')
    assert.deepEqual(Array.from({ length: 7 }, take), [0, 0, 0, 0, 0, 0, 10])
    pass(9)
    assert.equal(take(), 1)
    pass(1)
    assert.deepEqual([take(), take()], [0, 10])
    pass(3600)
    assert.deepEqual(Array.from({ length: 7 }, take), [0, 0, 0, 0, 0, 0, 10])
  })

  it('counts each name for itself', () => {
    const limit = createRateLimit({ perMinute: 1, clock })
    assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('b')], [0, 60, 0])
  })

  it('looks without taking, and gives back what was taken', () => {
    const limit = createRateLimit({ perMinute: 1, clock })
    assert.deepEqual([limit.look('a'), limit.look('a'), limit.take('a'), limit.look('a')], [0, 0, 0, 60])
    limit.giveBack('a')
    limit.giveBack('a')
    assert.deepEqual([limit.take('a'), limit.take('a')], [0, 60])
  })

  it('of none limits nothing', () => {
    const limit = createRateLimit({ perMinute: 0, clock })
    assert.deepEqual(new Set(Array.from({ length: 1000 }, () => limit.take('a'))), new Set([0]))
    assert.equal(limit.take('b', 1), 0)
    assert.equal(limit.take('b', 1), 60)
  })

  it('forgets who was not seen for longest, so that a flood of names fills nothing', () => {
    const limit = createRateLimit({ perMinute: 1, clock, most: 3 })
    for (const name of ['a', 'b', 'c', 'a', 'd']) limit.take(name)
    assert.deepEqual([limit.look('a'), limit.look('b'), limit.look('c'), limit.look('d')], [60, 0, 60, 60])
  })

  it('neither fills nor empties when the clock is set back', () => {
    const limit = createRateLimit({ perMinute: 2, clock })
    limit.take('a')
    pass(-3600)
    assert.equal(limit.take('a'), 0)
    assert.equal(limit.take('a'), 30)
    pass(30)
    assert.equal(limit.take('a'), 0)
  })
})
