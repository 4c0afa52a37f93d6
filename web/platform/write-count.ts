/** How many were counted, and whether there are more. */
export type Counted = { count: number; more: boolean }

/** A number that was counted up to a thousand, as both languages write it: `1,000+`; nothing as long as it is not known. */
export function writeCount(counted: Counted | undefined): string {
  return counted === undefined ? '' : `${counted.count.toLocaleString('en')}${counted.more ? '+' : ''}`
}
