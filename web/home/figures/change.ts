/**
 * By which part a number is more or less than before, rounded to a hundredth; undefined where there was nothing before, or so little
 * that the part says less than the two numbers, which stand beside it.
 */
export function changeOf(now: number, before: number): number | undefined {
  if (before === 0 || now > before * mostTimes) return undefined
  return Math.round(((now - before) / before) * 100) / 100
}

const mostTimes = 10
