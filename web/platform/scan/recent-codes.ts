/** A camera sees the same code in each picture: it counts once, and again when it has been out of sight for a moment. */
export type RecentCodes = {
  /** Whether a code that is seen now (milliseconds) counts. */
  isNew: (code: string, at: number) => boolean
}

const outOfSightMs = 1500

/** Remembers what was seen lately. */
export function createRecentCodes(): RecentCodes {
  const seenAt = new Map<string, number>()
  return {
    isNew: (code, at) => {
      const before = seenAt.get(code)
      seenAt.set(code, at)
      return before === undefined || at - before > outOfSightMs
    },
  }
}
