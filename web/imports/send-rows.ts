import { Refusal } from '../doors/page/call.ts'
import type { RowResult } from './import-kind.ts'

/** A thing to be sent, with the rows of the file that it is made of. */
export type Sent<Item> = { item: Item; rows: readonly number[] }

type Options = {
  tell: (results: ReadonlyMap<number, RowResult>) => void
  signal: AbortSignal
  /** At most so many at once. */
  most: number
}

const waitMs = 2000
const attempts = 5

/**
 * Sends things in portions. A portion that is refused as a whole is sent again in halves, until what is wrong stands alone: one bad
 * row keeps no other back.
 */
export async function sendRows<Item>(
  all: readonly Sent<Item>[],
  send: (items: readonly Item[]) => Promise<readonly RowResult[]>,
  { tell, signal, most }: Options,
): Promise<void> {
  for (let from = 0; from < all.length && !signal.aborted; from += most) {
    await sendHalving(all.slice(from, from + most), send, tell)
  }
}

async function sendHalving<Item>(
  portion: readonly Sent<Item>[],
  send: (items: readonly Item[]) => Promise<readonly RowResult[]>,
  tell: Options['tell'],
): Promise<void> {
  try {
    const results = await patiently(() => send(portion.map(({ item }) => item)))
    tell(new Map(portion.flatMap(({ rows }, n) => rows.map((row) => [row, results[n] as RowResult] as const))))
  } catch (error) {
    const [first] = portion
    if (portion.length > 1 && isAboutRows(error)) {
      const middle = Math.ceil(portion.length / 2)
      await sendHalving(portion.slice(0, middle), send, tell)
      await sendHalving(portion.slice(middle), send, tell)
      return
    }
    if (first === undefined || !isAboutRows(error)) throw error
    tell(new Map(first.rows.map((row) => [row, { state: 'wrong', error }])))
  }
}

/** Whether what was sent is at fault, and not the way to the server or who sends. */
function isAboutRows(error: unknown): boolean {
  return (
    error instanceof Refusal && error.status >= 400 && error.status < 500 && ![401, 403, 429].includes(error.status)
  )
}

/** A server that asks for patience is asked again. */
async function patiently<T>(work: () => Promise<T>, left = attempts): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isBusy = error instanceof Refusal && [429, 503].includes(error.status)
    if (!isBusy || left <= 1) throw error
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    return patiently(work, left - 1)
  }
}
