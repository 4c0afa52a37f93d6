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

/** Whether `text` names an IANA time zone that this machine knows. */
export function isTimeZone(text: string): boolean {
  try {
    dayFormat(text)
    return true
  } catch {
    return false
  }
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
