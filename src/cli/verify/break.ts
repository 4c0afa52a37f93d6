/** A row that breaks an invariant: whose it is, what is wrong with it, and which it is. */
export type BreakRow = {
  /** Not set where the fault is of the whole database. */
  merchantId: string | null
  /** What is wrong, in a few words. */
  fault: string
  /** Ids of the row and of what it belongs to, by what they are ids of. */
  ids: Record<string, unknown>
  found: string | null
  expected: string | null
}

/** An invariant that does not hold: how many rows break it, and the first of them. */
export type Break = {
  /** Its number in the list of what is always true. */
  invariant: number
  /** Name of the check that found it. */
  check: string
  /** The invariant in words. */
  says: string
  count: number
  rows: BreakRow[]
}

/** One way in which an invariant is proved over the whole database. */
export type Check = Pick<Break, 'invariant' | 'check' | 'says'>
