import { setTimeout as pause } from 'node:timers/promises'
import { sealEntries } from '../access/audit/seal-entries.ts'
import { findLastBlock } from '../access/audit/seal-store.ts'
import { read } from '../platform/db/transaction.ts'
import type { Runtime } from '../platform/runtime.ts'
import { hourMs, minuteMs, monotonicMs, secondMs } from '../platform/time.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'
import type { Running } from './run-drains.ts'

const everyMs = 10 * secondMs
/** How far back entries are looked for that were shown late, and how often so far; the first round after a start looks furthest. */
const looks = [
  { lookBackMs: 2 * hourMs, everyMs: 30 * minuteMs },
  { lookBackMs: 2 * minuteMs, everyMs: minuteMs },
  { lookBackMs: 20 * secondMs, everyMs: 0 },
] as const
const tellEveryMs = hourMs

/** Seals the audit of every merchant every ten seconds, and once an hour writes the newest seals to the log. */
export function runSealing(runtime: Runtime): Running {
  const stopping = new AbortController()
  const sealing = loop(runtime, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await sealing
    },
  }
}

/** Seals what every merchant's audit has, looking back as far as a late entry may be. */
export async function sealAll(runtime: Runtime, lookBackMs: number = looks[0].lookBackMs): Promise<number> {
  return sumOfEach(runtime, await findMerchantIds(runtime), {
    work: (merchantId) => sealEntries(runtime, merchantId, { now: runtime.database.clock(), lookBackMs }),
    about: (merchantId) => ({ merchantId, job: 'sealing' }),
  })
}

/**
 * Writes the newest seal of every merchant to the log: outside the database, it tells that blocks were taken off the end of a
 * chain, or that one was sealed anew (`yidan verify --seal`).
 */
export async function tellSeals(runtime: Runtime): Promise<void> {
  for (const merchantId of await findMerchantIds(runtime)) {
    const block = await read(runtime.database, merchantId, findLastBlock)
    if (block === undefined) continue
    const seal = `${merchantId}/${block.number}/${block.mac.toString('hex')}`
    runtime.logger.info({ seal, sealedAt: block.sealedAt }, 'audit sealed')
  }
}

async function loop(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const doneMs = new Map<number, number>()
  const isDue = (lookBackMs: number, intervalMs: number) =>
    monotonicMs() - (doneMs.get(lookBackMs) ?? Number.NEGATIVE_INFINITY) >= intervalMs
  let toldMs = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    try {
      const look = looks.find((each) => isDue(each.lookBackMs, each.everyMs)) ?? looks[2]
      // A look far back is a nearer one too.
      for (const { lookBackMs } of looks) if (lookBackMs <= look.lookBackMs) doneMs.set(lookBackMs, monotonicMs())
      await sealAll(runtime, look.lookBackMs)
      if (monotonicMs() - toldMs >= tellEveryMs) {
        toldMs = monotonicMs()
        await tellSeals(runtime)
      }
    } catch (error) {
      runtime.logger.warn({ error: String(error) }, 'sealing failed')
    }
    await pause(everyMs, undefined, { signal }).catch(() => {})
  }
}
