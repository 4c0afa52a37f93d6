/*
 * A slot is ten minutes of a business day: fine enough to compare today with the same weekday a week ago up to the same moment,
 * coarse enough that a day is a few rows. Days and slots are those of the merchant's time zone.
 */
import { businessDay, dayMs, localMinutes, momentOf } from '../platform/time.ts'

/** How long a slot is. */
export const minutesOfSlot = 10

/** How many slots an hour has. */
const slotsOfHour = 60 / minutesOfSlot

/** The hour of the day in which a slot lies. */
export function hourOfSlot(slot: number): number {
  return Math.floor(slot / slotsOfHour)
}

/** The slot of its day in which a moment lies. */
export function slotAt(at: Date, timeZone: string): number {
  return Math.floor(localMinutes(at, timeZone) / minutesOfSlot)
}

/** The calendar day so many days after (or before) a day. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** What a present moment is compared with: this day so far, and the same weekday a week ago up to the slot that runs now. */
export type ComparedDays = {
  today: string
  todayFrom: Date
  lastWeek: string
  lastWeekFrom: Date
  /** The first slot of last week's day that is left out, and when it began then. */
  slotBefore: number
  lastWeekBefore: Date
}

/** The days that are compared at a moment. */
export function comparedDays(now: Date, timeZone: string): ComparedDays {
  const today = businessDay(now, timeZone)
  const lastWeek = dayAfter(today, -7)
  const slotBefore = slotAt(now, timeZone)
  return {
    ...{ today, lastWeek, slotBefore },
    todayFrom: momentOf(today, 0, timeZone),
    lastWeekFrom: momentOf(lastWeek, 0, timeZone),
    lastWeekBefore: momentOf(lastWeek, slotBefore * minutesOfSlot, timeZone),
  }
}
