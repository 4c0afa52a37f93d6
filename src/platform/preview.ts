import { type Answer, answerWith, type Command, type CommandRequest, commandIn } from './command.ts'
import { withKeys } from './crypto/present-keys.ts'
import { retrying } from './db/retrying.ts'
import { rehearse } from './db/transaction.ts'
import type { DomainEvent } from './events.ts'
import type { Runtime } from './runtime.ts'

/** A number that somebody should know before they act; amounts are by currency, in minor units. */
export type Effect = number | string | null | Readonly<Record<string, number>>

/** What an act would come to, in numbers by their names. */
export type Effects = Readonly<Record<string, Effect>>

/** Says of an operation's input what it would come to, in numbers. */
export type Foretell = (command: Command, input: unknown) => Promise<Effects>

/** What would be answered and what would happen. Nothing of it did. */
export type Preview = {
  preview: true
  status: number
  answer: unknown
  effects: { type: string; count: number }[]
  numbers: Effects
}

/** A use case that is only looked at, and who adds what of it in numbers; they look before it changes anything. */
export type Rehearsed = {
  status: number
  work: (command: Command) => Promise<unknown>
  foretell?: (command: Command) => Promise<Effects>
}

/**
 * Runs a use case to its end and undoes it all: the answer tells what it would have answered and what would have happened. No
 * idempotency key is claimed. What would be refused is refused.
 */
export async function previewCommand(
  runtime: Runtime,
  request: CommandRequest,
  { status, work, foretell }: Rehearsed,
): Promise<Answer> {
  const attempt = () =>
    withKeys(runtime, request.merchantId, (keys) => {
      const told: DomainEvent[] = []
      const hear = (events: readonly object[]) => void told.push(...(events as DomainEvent[]))
      return rehearse(runtime.database, request.merchantId, hear, async (tx) => {
        const command = commandIn(tx, request, { keys, now: request.now ?? runtime.clock() })
        const numbers = (await foretell?.(command)) ?? {}
        return previewOf(answerWith(status, await work(command)), told, numbers)
      })
    })
  const body = await runtime.database.commandTurns(request.merchantId, () => retrying(attempt))
  return { status: 200, body }
}

/** Puts a preview together from an answer that will not be given, and what was told on the way to it. */
export function previewOf({ status, body }: Answer, told: readonly DomainEvent[], numbers: Effects): Preview {
  const types = Map.groupBy(told, ({ type }) => type)
  const objects = Map.groupBy(told, ({ objectType }) => objectType)
  const effects = [...types].map(([type, { length }]) => ({ type, count: length })).sort(byType)
  const counts = [...objects].map(([type, events]) => [type, new Set(events.map(({ objectId }) => objectId)).size])
  return { preview: true, status, answer: body, effects, numbers: { objects: Object.fromEntries(counts), ...numbers } }
}

function byType(a: { type: string }, b: { type: string }): number {
  return a.type < b.type ? -1 : 1
}
