import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findMerchants } from '../access/merchant-queries.ts'
import { readControl } from '../platform/db/control.ts'
import { drain } from '../platform/drain.ts'
import { listenForEvents } from '../platform/events.ts'
import type { Runtime } from '../platform/runtime.ts'
import { subscribers } from './subscribers.ts'

/** How long events may wait when a wake-up was lost. */
const pollMs = 1000
/** After a round, arrivals gather this long: larger sets cost less an event, and tokens are there well within 2 s. */
const gatherMs = 150
const reconnectMs = 500

/** A loop that can be ended. */
export type Running = { stop: () => Promise<void> }

/**
 * Handles events as they come: woken by NOTIFY, and by a poll in case a wake-up was lost. Merchants are found first and
 * then worked one by one, each in transactions of its own.
 */
export function runDrains(runtime: Runtime, appUrl: string): Running {
  const stopping = new AbortController()
  const wake = createWake()
  const listening = listen(runtime, appUrl, wake, stopping.signal)
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
    let round = 0
    for (const { id } of await readControl(runtime.database.pool, findMerchants))
      round += await drainMerchant(runtime, id)
    if (round === 0) return handled
    handled += round
  }
}

/** Handles what is due for one merchant, as far as no other drain is at it. Answers how many events that was. */
export async function drainMerchant(runtime: Runtime, merchantId: string): Promise<number> {
  let handled = 0
  for (const subscriber of subscribers) handled += await drain(runtime, merchantId, subscriber)
  return handled
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
  while (!signal.aborted) {
    try {
      const rung = await wake.wait(signal)
      if (signal.aborted) return
      if (rung.size === 0) await drainAll(runtime)
      for (const merchantId of rung) await drainMerchant(runtime, merchantId)
    } catch (error) {
      runtime.logger.warn({ error: String(error) }, 'drain failed')
      await pause(reconnectMs, undefined, { signal }).catch(() => {})
    }
    await pause(gatherMs, undefined, { signal }).catch(() => {})
  }
}

async function listen(runtime: Runtime, appUrl: string, wake: Wake, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: appUrl, keepAlive: true })
    const broken = Promise.withResolvers<void>()
    client.on('error', () => broken.resolve())
    client.on('end', () => broken.resolve())
    client.on('notification', ({ payload }) => wake.ring(payload))
    const end = () => broken.resolve()
    signal.addEventListener('abort', end, { once: true })
    try {
      await client.connect()
      await listenForEvents(client)
      await broken.promise
    } catch (error) {
      runtime.logger.warn({ error: String(error) }, 'listening failed')
    }
    signal.removeEventListener('abort', end)
    await client.end().catch(() => {})
    if (!signal.aborted) await pause(reconnectMs, undefined, { signal }).catch(() => {})
  }
}
