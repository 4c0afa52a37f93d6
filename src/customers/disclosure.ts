// A disclosure: that somebody saw contacts in full, and what for. It is counted, so that nobody carries a customer file away
// one page at a time. What was seen never stands in it.
import { DomainError } from '../platform/errors.ts'
import { dayMs, hourMs } from '../platform/time.ts'
import type { PrivacySettings } from './privacy-settings.ts'

/** What full contacts are asked for. */
export const disclosurePurposes = ['delivery', 'service', 'payment', 'fraud_check', 'legal', 'other'] as const

/** A reason to see a full contact; `export` is a person's own right to a copy. */
export type DisclosurePurpose = (typeof disclosurePurposes)[number] | 'export'

/** How many contacts somebody may see. */
export type DisclosureLimits = { perHour: number; perDay: number }

/** What somebody has seen, in the hour and the day that began with the first of it. */
export type DisclosureQuota = {
  hourBeganAt: Date
  inHour: number
  dayBeganAt: Date
  inDay: number
  /** When it was told that the limit was reached, within this hour; none yet. */
  toldAt: Date | null
}

/** How many of the wanted contacts may be seen, and the refusal for the others. */
export type Granted = { granted: number; quota: DisclosureQuota; refusal: DomainError | undefined }

/** The limits of an actor: a program has those of keys; a member of staff those of packing, where labels are made, or of people. */
export function limitsOf(actor: string, settings: PrivacySettings, isPacking: boolean): DisclosureLimits {
  if (!actor.startsWith('staff:')) return settings.keyDisclosures
  return isPacking ? settings.packingDisclosures : settings.staffDisclosures
}

/** Counts as many contacts as the limits leave; for the rest, the refusal says when there are more again. */
export function takeFrom(quota: DisclosureQuota, limits: DisclosureLimits, wanted: number, now: Date): Granted {
  const present = withoutPast(quota, now)
  const leftInHour = Math.max(0, limits.perHour - present.inHour)
  const leftInDay = Math.max(0, limits.perDay - present.inDay)
  const granted = Math.min(wanted, leftInHour, leftInDay)
  const taken = { ...present, inHour: present.inHour + granted, inDay: present.inDay + granted }
  if (granted === wanted) return { granted, quota: taken, refusal: undefined }
  const isOfDay = leftInDay <= leftInHour
  const freeAt = isOfDay ? taken.dayBeganAt.getTime() + dayMs : taken.hourBeganAt.getTime() + hourMs
  const facts = {
    window: isOfDay ? 'day' : 'hour',
    limit: isOfDay ? limits.perDay : limits.perHour,
    freeAt: new Date(freeAt).toISOString(),
  }
  return { granted, quota: taken, refusal: new DomainError('too_many', 'disclosure_limit_reached', { facts }) }
}

/** A window that is over begins anew; a clock that went back ends none. */
function withoutPast(quota: DisclosureQuota, now: Date): DisclosureQuota {
  const isOver = (beganAt: Date, lengthMs: number) => now.getTime() >= beganAt.getTime() + lengthMs
  return {
    ...quota,
    ...(isOver(quota.hourBeganAt, hourMs) && { hourBeganAt: now, inHour: 0, toldAt: null }),
    ...(isOver(quota.dayBeganAt, dayMs) && { dayBeganAt: now, inDay: 0 }),
  }
}
