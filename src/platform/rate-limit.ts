// A token bucket for each name: it holds a minute's worth, so that a burst passes, and is filled evenly. In this process
// only; what another process allows is its own.
import { type Clock, minuteMs, secondMs } from './time.ts'

/** How often each of many names may do a thing. */
export type RateLimit = {
  /** Takes one for a name. Answers 0, or after how many whole seconds there is one again. */
  take: (name: string, perMinute?: number) => number
  /** Answers as `take` would, and takes nothing. */
  look: (name: string) => number
  /** Gives back one that was taken for what another limit counts. */
  giveBack: (name: string) => void
}

type Bucket = { left: number; atMs: number }

const mostNames = 50_000

/**
 * Makes a limit of `perMinute` for each name, 0 for none. Of at most `most` names the count is known: who was not seen for
 * longest is forgotten, and begins anew.
 */
export function createRateLimit({
  perMinute,
  clock,
  most = mostNames,
}: {
  perMinute: number
  clock: Clock
  most?: number
}): RateLimit {
  /** In order of use, the latest last. */
  const buckets = new Map<string, Bucket>()

  function filled(name: string, perMinute: number): Bucket {
    const nowMs = clock().getTime()
    const kept = buckets.get(name)
    if (kept === undefined) return { left: perMinute, atMs: nowMs }
    // A clock that was set back fills nothing, and takes nothing away.
    const grown = (Math.max(0, nowMs - kept.atMs) * perMinute) / minuteMs
    kept.left = Math.min(perMinute, kept.left + grown)
    kept.atMs = nowMs
    return kept
  }

  function keep(name: string, bucket: Bucket): void {
    buckets.delete(name)
    buckets.set(name, bucket)
    if (buckets.size <= most) return
    const [oldest] = buckets.keys()
    if (oldest !== undefined) buckets.delete(oldest)
  }

  return {
    take: (name, own = perMinute) => {
      if (own === 0) return 0
      const bucket = filled(name, own)
      keep(name, bucket)
      if (bucket.left < 1) return waitSeconds(bucket, own)
      bucket.left -= 1
      return 0
    },
    look: (name) => {
      if (perMinute === 0) return 0
      const bucket = filled(name, perMinute)
      return bucket.left < 1 ? waitSeconds(bucket, perMinute) : 0
    },
    giveBack: (name) => {
      const bucket = buckets.get(name)
      if (bucket !== undefined) bucket.left = Math.min(perMinute, bucket.left + 1)
    },
  }
}

function waitSeconds({ left }: Bucket, perMinute: number): number {
  return Math.max(1, Math.ceil(((1 - left) * minuteMs) / perMinute / secondMs))
}
