import { Refusal } from '../doors/page/call.ts'

/** Does something again as long as the network is away or the server is busy. */
export type Reach = <T>(work: () => Promise<T>) => Promise<T>

/** What was to be stopped has stopped. */
export class Stopped extends Error {}

const busyMs = 2000
const awayMs = 5000
const mostBusy = 5

/** Makes the patience of one import: it tells when it waits for the network, and ends with its signal. */
export function createReach({ signal, onAway }: { signal: AbortSignal; onAway: (isAway: boolean) => void }): Reach {
  return async (work) => {
    for (let tries = 1; ; tries += 1) {
      if (signal.aborted) throw new Stopped()
      try {
        const result = await work()
        onAway(false)
        return result
      } catch (error) {
        const isAway = isUnreached(error)
        if (!isAway && !(isBusy(error) && tries < mostBusy)) throw error
        onAway(isAway)
        await pause(isAway ? awayMs : busyMs, signal)
      }
    }
  }
}

/** The way to the server is broken: nobody knows whether it did what it was asked for. */
function isUnreached(error: unknown): boolean {
  return error instanceof Refusal && [0, 502, 504].includes(error.status)
}

function isBusy(error: unknown): boolean {
  return error instanceof Refusal && [429, 503].includes(error.status)
}

/** A network that is back ends the wait, and so does who stops it. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    globalThis.addEventListener?.('online', end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}
