// A scan that went into a field for something else. Pure.

import { looksScanned } from './scan-rhythm.ts'

/** Keys that came one upon the other, and the moment of each in milliseconds. */
export type Stroked = { keys: string; at: readonly number[] }

/** No number that somebody types for a quantity is as long and as quick. */
const fewestOfCode = 6
/** A hand that typed something before is not part of it. */
const longestGapMs = 250

/** The keys after one more: those before a gap are not of the same run. */
export function afterStroke(before: Stroked | undefined, key: string, at: number): Stroked {
  const isSame = before !== undefined && at - (before.at.at(-1) ?? 0) <= longestGapMs
  return isSame ? { keys: before.keys + key, at: [...before.at, at] } : { keys: key, at: [at] }
}

/** The code that the keys are, if a scanner typed them and ended them now. */
export function codeOf({ keys, at }: Stroked, endedAt: number): string | undefined {
  const isSoon = endedAt - (at.at(-1) ?? 0) <= longestGapMs
  return isSoon && keys.length >= fewestOfCode && looksScanned([...at, endedAt]) ? keys : undefined
}
