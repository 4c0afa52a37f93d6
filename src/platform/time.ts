// The one home of the clock. Everything else is given a `Clock`, or a `Date` that was read from one.

/** Tells the present moment. */
export type Clock = () => Date

/** Durations in milliseconds. A day is 24 hours: a business day is `businessDay`. */
export const secondMs = 1000
/** One minute in milliseconds. */
export const minuteMs = 60 * secondMs
/** One hour in milliseconds. */
export const hourMs = 60 * minuteMs
/** 24 hours in milliseconds. */
export const dayMs = 24 * hourMs

/** The machine's own clock. */
export const systemClock: Clock = () => new Date()

/** A clock that stands still at `at`. */
export function fixedClock(at: Date): Clock {
  const ms = at.getTime()
  return () => new Date(ms)
}

/** Milliseconds since some fixed moment, never going back: for measuring how long a thing took, not for telling when. */
export function monotonicMs(): number {
  return performance.now()
}

/**
 * The calendar day, `YYYY-MM-DD`, that it is at `at` in an IANA time zone such as `Asia/Shanghai`.
 * @throws RangeError for a zone that does not exist
 */
export function businessDay(at: Date, timeZone: string): string {
  return dayFormat(timeZone).format(at)
}

/** How many minutes of its calendar day have passed at `at` by the clocks of a time zone. @throws RangeError as `businessDay` */
export function localMinutes(at: Date, timeZone: string): number {
  return Math.floor((localMs(at, timeZone) % dayMs) / minuteMs)
}

/**
 * The moment at which the clocks of a time zone show so many minutes of a calendar day, `YYYY-MM-DD`. Where clocks are put
 * forward over it, the moment after; where they show it twice, one of the two. @throws RangeError as `businessDay`
 */
export function momentOf(day: string, minutes: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minutes * minuteMs
  const offset = (ms: number) => localMs(new Date(ms), timeZone) - ms
  const first = wanted - offset(wanted)
  return new Date(wanted - offset(first))
}

/** What the clocks of a time zone show, as if they stood in UTC; whole seconds. */
function localMs(at: Date, timeZone: string): number {
  const ms = Math.floor(at.getTime() / secondMs) * secondMs
  const shown = clockFormat(timeZone).format(ms)
  return Date.parse(`${shown.replace(' ', 'T')}Z`)
}

/** Whether `text` names an IANA time zone that this machine knows. */
export function isTimeZone(text: string): boolean {
  try {
    dayFormat(text)
    return true
  } catch {
    return false
  }
}

const clockFormats = new Map<string, Intl.DateTimeFormat>()

function clockFormat(timeZone: string): Intl.DateTimeFormat {
  let format = clockFormats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    clockFormats.set(timeZone, format)
  }
  return format
}

/** A format costs some 50 µs to make and there are about 600 zones, so each is made once and kept. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = dayFormats.get(timeZone)
  if (format === undefined) {
    // Swedish writes its dates in ISO 8601's order, with the padding that we need.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timeZone, format)
  }
  return format
}
