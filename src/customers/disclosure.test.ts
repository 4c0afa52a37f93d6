import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayMs, hourMs } from '../platform/time.ts'
import { type DisclosureQuota, limitsOf, takeFrom } from './disclosure.ts'
import { privacySettingsForm } from './privacy-settings.ts'

describe('the limit of disclosures', () => {
  const at = new Date('2026-03-01T08:00:00Z')
  const later = (ms: number) => new Date(at.getTime() + ms)
  const quota = (inHour: number, inDay: number): DisclosureQuota => ({
    ...{ hourBeganAt: at, inHour, dayBeganAt: at, inDay, toldAt: null },
  })
  const limits = { perHour: 10, perDay: 15 }
  const taken = (from: DisclosureQuota, wanted: number, now: Date) => {
    const { granted, quota, refusal } = takeFrom(from, limits, wanted, now)
    return [granted, quota.inHour, quota.inDay, refusal?.facts.window, refusal?.facts.freeAt]
  }

  it('grants what is left, and says when there is more', () => {
    assert.deepEqual(taken(quota(0, 0), 10, at), [10, 10, 10, undefined, undefined])
    assert.deepEqual(taken(quota(8, 8), 5, at), [2, 10, 10, 'hour', later(hourMs).toISOString()])
    assert.deepEqual(taken(quota(10, 10), 1, later(hourMs - 1)), [0, 10, 10, 'hour', later(hourMs).toISOString()])
    assert.deepEqual(taken(quota(10, 10), 6, later(hourMs)), [5, 5, 15, 'day', later(dayMs).toISOString()])
    assert.deepEqual(taken(quota(0, 15), 1, later(dayMs)), [1, 1, 1, undefined, undefined])
    assert.deepEqual(taken(quota(4, 15), 0, at), [0, 4, 15, undefined, undefined])
  })

  it('is not ended by a clock that goes back, and stays where the limit was lowered', () => {
    assert.deepEqual(taken(quota(10, 10), 1, later(-hourMs)), [0, 10, 10, 'hour', later(hourMs).toISOString()])
    assert.deepEqual(taken(quota(12, 20), 1, at), [0, 12, 20, 'day', later(dayMs).toISOString()])
  })

  it('is another for people than for programs', () => {
    const settings = privacySettingsForm.parse({})
    assert.deepEqual(limitsOf('staff:1', settings, false), { perHour: 100, perDay: 500 })
    assert.deepEqual(limitsOf('staff:1', settings, true), { perHour: 1000, perDay: 8000 })
    assert.deepEqual(limitsOf('key:1', settings, true), { perHour: 2000, perDay: 20_000 })
  })
})
