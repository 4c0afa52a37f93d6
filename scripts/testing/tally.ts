/** What a part of the tests came to. */
export type Tally = { passed: number; failed: number; skipped: number }

/** Nothing tested yet. */
export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 }

/** Both together. */
export function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** The last line of a test run: `N passed, N failed`, with `, N skipped` where something was. */
export function summaryLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
