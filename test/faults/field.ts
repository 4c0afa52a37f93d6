import { setTimeout as pause } from 'node:timers/promises'
import type { SeededRandom } from '../../src/platform/random.ts'
import { type Exchange, NoAnswer, type Reply } from './exchange.ts'
import type { Command, Journal } from './journal.ts'
import type { Shop } from './open-shop.ts'

/** Where the clients of one round act. */
export type Field = {
  shop: Shop
  journal: Journal
  exchange: Exchange
  /** Where the servers listen. */
  addresses: readonly string[]
  /** Ends every waiting, with its reason. */
  signal: AbortSignal
}

/** How long a client waits before it sends again what got no answer. */
const retryMs = 100

/**
 * Sends a command, now to this server and now to that, until it has an answer that counts: not a broken connection, nor a
 * server that cannot say (5xx). Without a key it is sent once, and may stay without one.
 */
export async function carryOut(
  { journal, exchange, addresses, signal }: Field,
  random: SeededRandom,
  command: Command,
): Promise<Reply | undefined> {
  for (;;) {
    signal.throwIfAborted()
    const address = random.pick(addresses)
    journal.sent(command, address)
    const outcome = await exchange
      .ask('POST', `${address}/api/v1${command.path}`, command)
      .catch((error: Error) => error)
    if (!(outcome instanceof Error) && outcome.status < 500) {
      journal.returned(command, address, outcome)
      return outcome
    }
    if (outcome instanceof NoAnswer || isOwnFault(outcome))
      journal.faults.push(`${whyOf(outcome)} to command ${command.number} ${command.path}`)
    journal.returned(command, address, undefined, whyOf(outcome))
    if (command.key === undefined) return undefined
    await pause(retryMs, undefined, { signal })
  }
}

/** Reads something, below /api/v1; undefined when the server cannot answer now. */
export async function look<Result>({ exchange, addresses }: Field, random: SeededRandom, path: string) {
  const reply = await exchange.ask('GET', `${random.pick(addresses)}/api/v1${path}`).catch(() => undefined)
  return reply?.status === 200 ? (JSON.parse(reply.body) as Result) : undefined
}

/** What went wrong around a server it says with 503; any other 5xx is a fault of its own. */
function isOwnFault(outcome: Reply | Error): boolean {
  return !(outcome instanceof Error) && outcome.status !== 503
}

function whyOf(outcome: Reply | Error): string {
  if (!(outcome instanceof Error)) return `${outcome.status} ${outcome.status === 503 ? '' : outcome.body}`.trim()
  return 'code' in outcome ? String(outcome.code) : outcome.message
}
