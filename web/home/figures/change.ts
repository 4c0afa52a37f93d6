/** By which part a number is more or less than before, rounded to a hundredth; undefined where there was nothing before. */
export function changeOf(now: number, before: number): number | undefined {
  return before === 0 ? undefined : Math.round(((now - before) / before) * 100) / 100
}
