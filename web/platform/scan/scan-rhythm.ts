// A wedge scanner types as a keyboard does, only faster than any hand: by that it is told from typing.

/** Nobody types with fewer milliseconds from key to key on the average; scanners are at 1 to 30, over radio too. */
const fastestHandMs = 45
/** Two or three keys may come together by chance. */
const fewestKeys = 4

/** Whether keys that came at these moments (milliseconds, the last one ends the code) were typed by a scanner. */
export function looksScanned(pressedAt: readonly number[]): boolean {
  const [first, last] = [pressedAt[0], pressedAt.at(-1)]
  if (first === undefined || last === undefined || pressedAt.length < fewestKeys) return false
  return (last - first) / (pressedAt.length - 1) < fastestHandMs
}

/** The moments of the keys of what is being entered: a pause begins anew, so that what stands there already does not count. */
export function afterKey(pressedAt: readonly number[], at: number): readonly number[] {
  const before = pressedAt.at(-1)
  return before === undefined || at - before > 10 * fastestHandMs ? [at] : [...pressedAt, at]
}
