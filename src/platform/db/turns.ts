import { DatabaseBusy } from './failures.ts'

/** Runs work when it is its owner's turn. */
export type Turns = <T>(owner: string, work: () => Promise<T>) => Promise<T>

type Lane = { working: number; waiting: Set<() => void> }

/**
 * At most so many of one owner work at once, so that one owner whose work stands still leaves room for all others; the
 * rest wait in order of arrival, and not for long.
 * The work is refused with DatabaseBusy when its turn does not come in time.
 */
export function createTurns({ atOnce, longestWaitMs }: { atOnce: number; longestWaitMs: number }): Turns {
  const lanes = new Map<string, Lane>()

  function begin(owner: string): Promise<void> | undefined {
    const lane = lanes.get(owner) ?? { working: 0, waiting: new Set() }
    lanes.set(owner, lane)
    if (lane.working >= atOnce) return waitIn(lane, longestWaitMs)
    lane.working++
    return undefined
  }

  /** Whoever waits longest takes the place over. */
  function end(owner: string): void {
    const lane = lanes.get(owner) as Lane
    const [next] = lane.waiting
    if (next === undefined) lane.working--
    else next()
    if (lane.working === 0) lanes.delete(owner)
  }

  return async (owner, work) => {
    await begin(owner)
    try {
      return await work()
    } finally {
      end(owner)
    }
  }
}

/** No turns: whoever comes may work. */
export const withoutTurns: Turns = (_, work) => work()

function waitIn({ waiting }: Lane, longestWaitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      clearTimeout(timer)
      waiting.delete(start)
      resolve()
    }
    const timer = setTimeout(() => {
      waiting.delete(start)
      reject(new DatabaseBusy())
    }, longestWaitMs)
    waiting.add(start)
  })
}
