import { setTimeout as pause } from 'node:timers/promises'
import { keepListening } from '../platform/db/listen.ts'
import { type DrainOptions, drain } from '../platform/drain.ts'
import { eventChannel } from '../platform/events.ts'
import type { Runtime } from '../platform/runtime.ts'
import { monotonicMs } from '../platform/time.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'
import { subscribers } from './subscribers.ts'

/** How long events may wait when a wake-up was lost. */
const pollMs = 1000
/** After a round, arrivals gather this long: larger sets cost less an event, and tokens are there well within 2 s. */
const gatherMs = 150
const reconnectMs = 500
/** After so many events of a subscriber a merchant's next ones wait until the others had their turn. */
const eventsATurn = 5000

/** A loop that can be ended. */
export type Running = { stop: () => Promise<void> }

/**
 * Handles events as they come: woken by NOTIFY, and by a poll in case a wake-up was lost. Merchants are found first and
 * then worked one by one, each in transactions of its own.
 */
export function runDrains(runtime: Runtime, appUrl: string): Running {
  const stopping = new AbortController()
  const wake = createWake()
  const listening = keepListening(appUrl, {
    channels: [eventChannel],
    hear: (_, merchantId) => wake.ring(merchantId),
    logger: runtime.logger,
    signal: stopping.signal,
  })
  const draining = loop(runtime, wake, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      wake.ring(undefined)
      await Promise.all([listening, draining])
    },
  }
}

/** Handles everything that is due, for every merchant. Answers how many events that was. */
export async function drainAll(runtime: Runtime): Promise<number> {
  let handled = 0
  for (;;) {
    const round = await sumOfEach(runtime, await findMerchantIds(runtime), {
      work: (merchantId) => drainMerchant(runtime, merchantId, { waits: true }),
      about: (merchantId) => ({ merchantId }),
    })
    if (round === 0) return handled
    handled += round
  }
}

/** Handles what is due for one merchant, subscriber by subscriber. Answers how many events that was. */
export function drainMerchant(runtime: Runtime, merchantId: string, options: DrainOptions = {}): Promise<number> {
  return sumOfEach(runtime, subscribers, {
    work: (subscriber) => drain(runtime, merchantId, subscriber, options),
    about: ({ name }) => ({ merchantId, subscriber: name }),
  })
}

type Wake = {
  ring: (merchantId: string | undefined) => void
  wait: (signal: AbortSignal) => Promise<ReadonlySet<string>>
}

/** Remembers which merchants were rung for; waiting ends at the first ring or after the poll's time. */
function createWake(): Wake {
  let rung = new Set<string>()
  let ringing = Promise.withResolvers<void>()
  return {
    ring: (merchantId) => {
      if (merchantId !== undefined) rung.add(merchantId)
      ringing.resolve()
    },
    wait: async (signal) => {
      await Promise.race([ringing.promise, pause(pollMs, undefined, { signal }).catch(() => {})])
      const merchants = rung
      rung = new Set()
      ringing = Promise.withResolvers()
      return merchants
    },
  }
}

async function loop(runtime: Runtime, wake: Wake, signal: AbortSignal): Promise<void> {
  let polledMs = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    try {
      const rung = await wake.wait(signal)
      // Also where someone always rings: a retry comes due in silence.
      const isPoll = monotonicMs() - polledMs >= pollMs
      if (isPoll) polledMs = monotonicMs()
      await drainInTurn(runtime, isPoll ? await findMerchantIds(runtime) : rung, { wake, signal })
    } catch (error) {
      runtime.logger.warn({ error: String(error) }, 'drain failed')
      await pause(reconnectMs, undefined, { signal }).catch(() => {})
    }
    await pause(gatherMs, undefined, { signal }).catch(() => {})
  }
}

/** Gives each merchant one turn; who may have more due is rung for again. */
async function drainInTurn(
  runtime: Runtime,
  merchantIds: Iterable<string>,
  { wake, signal }: { wake: Wake; signal: AbortSignal },
): Promise<void> {
  for (const merchantId of merchantIds) {
    if (signal.aborted) return
    const handled = await drainMerchant(runtime, merchantId, { most: eventsATurn })
    if (handled >= eventsATurn) wake.ring(merchantId)
  }
}
