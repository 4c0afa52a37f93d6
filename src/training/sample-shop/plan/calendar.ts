import type { SeededRandom } from '../../../platform/random.ts'
import { dayMs, hourMs, minuteMs } from '../../../platform/time.ts'

/** From when to when the sample shop has traded. */
export type Period = { from: Date; to: Date }

/** China has one time zone, eight hours ahead of UTC, and no summer time. */
const aheadMs = 8 * hourMs

/** How busy the hours of a day are, from midnight on: a lunch break, and an evening on the sofa. */
const hourWeights = [4, 2, 1, 1, 1, 1, 2, 4, 7, 11, 13, 12, 13, 11, 10, 10, 10, 9, 9, 11, 15, 16, 13, 8]
/** How busy the days of a week are, from Sunday on. */
const weekdayWeights = [11, 8, 8, 8, 8, 9, 11]
const busiest = Math.max(...hourWeights) * Math.max(...weekdayWeights)

/** The day, in China, that it is at a moment, counted from 1 January 1970. */
export function dayOf(at: Date): number {
  return Math.floor((at.getTime() + aheadMs) / dayMs)
}

/** A time of day in China. */
export function momentOf(day: number, hour: number, minute: number): Date {
  return new Date(day * dayMs - aheadMs + hour * hourMs + minute * minuteMs)
}

/** Day of the week, 0 for Sunday: 1 January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return (day + 4) % 7
}

/** The day as `250712`, as papers are numbered. */
export function shortDate(at: Date): string {
  return isoDate(at).slice(2).replaceAll('-', '')
}

/** The day as `2025-07-12`. */
export function isoDate(at: Date): string {
  return new Date(at.getTime() + aheadMs).toISOString().slice(0, 10)
}

/** A moment at which a customer might order. */
export function drawMoment(random: SeededRandom, { from, to }: Period): Date {
  for (;;) {
    const at = new Date(random.integer(from.getTime(), to.getTime()))
    const day = dayOf(at)
    const hour = Math.floor((at.getTime() - momentOf(day, 0, 0).getTime()) / hourMs)
    const weight = (hourWeights[hour] ?? 0) * (weekdayWeights[weekdayOf(day)] ?? 0)
    if (random.next() * busiest < weight) return at
  }
}
