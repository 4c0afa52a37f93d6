import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { reportText } from '../../src/cli/verify/report.ts'
import { verifyDatabase } from '../../src/cli/verify/verify.ts'
import { seededRandom } from '../../src/platform/random.ts'
import { systemClock } from '../../src/platform/time.ts'
import { drainAll } from '../../src/shell/run-drains.ts'
import { findFaults } from './check.ts'
import { runClient } from './client.ts'
import { openExchange } from './exchange.ts'
import type { Field } from './field.ts'
import { type Command, describe, type Journal } from './journal.ts'
import { takePicture } from './picture.ts'
import { type Aim, type System, type Target, withRuntime } from './system.ts'

/** One round: how many servers share the database, and what is killed. */
export type RoundPlan = { seed: string; servers: 1 | 2; target: Target }

/** How a round went. */
export type RoundResult = {
  /** Commands that were answered before the killing, and in all. */
  answeredBefore: number
  answered: number
  /** Commands under way when it came; of a server that was killed, those it had. */
  inFlight: number
  seconds: number
  /** In words, everything that is not as it must be. */
  faults: string[]
}

const clients = 24
const fewestAnswered = 1000
const mostExtra = 60
const fewestInFlight = 8
/** How many commands more are answered after all is back. */
const afterwards = 60
const limitMs = 180_000
const pollMs = 20

/** Lets clients act, kills, brings all back, lets them finish, and proves everything. */
export async function runRound(
  system: System,
  journal: Journal,
  { seed, servers, target }: RoundPlan,
  interruption: AbortSignal,
): Promise<RoundResult> {
  const began = performance.now()
  await system.useServers(servers)
  const exchange = openExchange(system.shop.apiKey)
  const timeUp = AbortSignal.timeout(limitMs)
  const field: Field = {
    ...{ shop: system.shop, journal, exchange, addresses: system.addresses() },
    signal: AbortSignal.any([interruption, system.failure, timeUp]),
  }
  try {
    const before = journal.answered()
    const faultsBefore = journal.faults.length
    const struck = await letThemAct(system, field, { seed, target })
    const faults = journal.faults.slice(faultsBefore)
    await untilDrained(system, field.signal)
    faults.push(...(await prove(system, journal)))
    const seconds = (performance.now() - began) / 1000
    return {
      answeredBefore: struck.answered - before,
      inFlight: struck.inFlight,
      answered: journal.answered() - before,
      seconds,
      faults,
    }
  } catch (error) {
    if (!timeUp.aborted) throw error
    throw new Error(`the round did not end within ${limitMs / 1000} s; without an answer:\n${openCommands(journal)}`)
  } finally {
    exchange.close()
  }
}

type Struck = { answered: number; inFlight: number }

async function letThemAct(
  system: System,
  field: Field,
  { seed, target }: Pick<RoundPlan, 'seed' | 'target'>,
): Promise<Struck> {
  const { journal, signal } = field
  const random = seededRandom(seed)
  const wanted = journal.answered() + fewestAnswered + random.integer(0, mostExtra)
  let isOver = false
  const acting = Promise.all(
    Array.from({ length: clients }, (_, number) => runClient(field, `${seed}.${number}`, () => isOver)),
  )
  const killing = async () => {
    await untilChange(field, () => journal.answered() >= wanted)
    const aim = await system.aim(target, random.integer(0, 1))
    const struck = await strike(field, aim)
    const open = journal.commands.filter(({ reply, key }) => reply === undefined && key !== undefined)
    await aim.restart()
    const enough = journal.answered() + afterwards
    await untilChange(field, () => journal.answered() >= enough && open.every(({ reply }) => reply !== undefined))
    isOver = true
    return struck
  }
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const [struck] = await Promise.race([Promise.all([killing(), acting]), aborted])
  return struck
}

/** Kills within the very moment in which enough commands are seen to be under way. */
function strike({ journal }: Field, { address, kill }: Aim): Promise<Struck> {
  return new Promise((resolve) => {
    journal.when(
      () => journal.inFlight(address) >= fewestInFlight,
      () => {
        kill()
        resolve({ answered: journal.answered(), inFlight: journal.inFlight(address) })
      },
    )
  })
}

function untilChange({ journal }: Field, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => journal.when(condition, resolve))
}

/** Waits until the worker has handled every event. */
async function untilDrained({ ownerUrl }: System, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { rowCount } = await client.query('select 1 from event_deliveries where dead_at is null limit 1')
      if (rowCount === 0) return
      await pause(pollMs, undefined, { signal })
    }
  } finally {
    await client.end()
  }
}

/** `yidan verify`, and then what only the journals know. */
async function prove(system: System, journal: Journal): Promise<string[]> {
  const breaks = await withRuntime(system.openRuntime, (runtime) =>
    verifyDatabase({ verifyUrl: system.verifyUrl, clock: systemClock, runtime, drain: () => drainAll(runtime) }),
  )
  const picture = await takePicture(system.ownerUrl, system.shop.merchantId)
  const faults = findFaults(journal.commands, picture, system.shop.opening)
  return breaks.length === 0 ? faults : [`yidan verify:\n${reportText(breaks)}`, ...faults]
}

function openCommands({ commands }: Journal): string {
  const open = commands.filter(({ reply, key }: Command) => reply === undefined && key !== undefined)
  return open.slice(0, 20).map(describe).join('\n')
}
