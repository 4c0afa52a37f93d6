import { Refusal } from '../doors/page/call.ts'
import type { ImportWork, RowResult } from './import-kind.ts'

/** A thing to be sent, with the rows of the file that it is made of. */
export type Sent<Item> = { item: Item; rows: readonly number[] }

/** Sends a portion, under its key. */
type Send<Item> = (items: readonly Item[], key: string) => Promise<readonly RowResult[]>

type Options = Pick<ImportWork, 'tell' | 'signal' | 'reach' | 'keyOf'> & {
  /** At most so many at once. */
  most: number
}

/** A server that fails so often in a row is not asked any more. */
const mostFaults = 3

/**
 * Sends things in portions. A portion that is refused as a whole is sent again in halves, until what is wrong stands alone: one bad
 * row keeps no other back. What the server fails at is told of its rows, and the others go on.
 * @throws what ends the import: who may not do it, or a server that fails again and again
 */
export async function sendRows<Item>(all: readonly Sent<Item>[], send: Send<Item>, options: Options): Promise<void> {
  let faults = 0
  for (let from = 0; from < all.length && !options.signal.aborted; from += options.most) {
    const portion = all.slice(from, from + options.most)
    try {
      await sendHalving(portion, send, options)
      faults = 0
    } catch (error) {
      faults += 1
      if (!isServerFault(error) || faults === mostFaults) throw error
      tellOf(portion, options, { state: 'wrong', error })
    }
  }
}

async function sendHalving<Item>(portion: readonly Sent<Item>[], send: Send<Item>, options: Options): Promise<void> {
  const items = portion.map(({ item }) => item)
  try {
    const key = await options.keyOf(items)
    const results = await options.reach(() => send(items, key))
    options.tell(new Map(portion.flatMap(({ rows }, n) => rows.map((row) => [row, results[n] as RowResult] as const))))
  } catch (error) {
    if (!isAboutRows(error)) throw error
    if (portion.length > 1) {
      const middle = Math.ceil(portion.length / 2)
      await sendHalving(portion.slice(0, middle), send, options)
      await sendHalving(portion.slice(middle), send, options)
    } else tellOf(portion, options, { state: 'wrong', error })
  }
}

function tellOf<Item>(portion: readonly Sent<Item>[], { tell }: Options, result: RowResult): void {
  tell(new Map(portion.flatMap(({ rows }) => rows.map((row) => [row, result] as const))))
}

/** Whether what was sent is at fault, and not the way to the server or who sends. */
function isAboutRows(error: unknown): boolean {
  return (
    error instanceof Refusal && error.status >= 400 && error.status < 500 && ![401, 403, 429].includes(error.status)
  )
}

function isServerFault(error: unknown): boolean {
  return error instanceof Refusal && error.status >= 500
}
