import { dayMs, hourMs, minuteMs, systemClock } from '../../src/platform/time.ts'
import { useWorkWords } from './words.ts'

/** How long something has waited, in the largest unit that fits. */
export function Age({ since }: { since: string }) {
  return (
    <time dateTime={since} className="figure">
      {useAge()(since)}
    </time>
  )
}

/** Writes how long something has waited. */
export function useAge(): (since: string) => string {
  const say = useWorkWords()
  return (since) => {
    const ms = Math.max(0, systemClock().getTime() - new Date(since).getTime())
    if (ms < hourMs) return say('waiting_minutes', { count: Math.floor(ms / minuteMs) })
    if (ms < 2 * dayMs) return say('waiting_hours', { count: Math.floor(ms / hourMs) })
    return say('waiting_days', { count: Math.floor(ms / dayMs) })
  }
}
