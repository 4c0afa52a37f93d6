import { databaseIsBusy, databaseWentAway, lostToAnother } from './db/failures.ts'
import { DomainError } from './errors.ts'

/** What became of one item: a result, or the refusal that concerns it alone. */
export type Outcome<Result> = { value: Result } | { refusal: DomainError }

/** Runs a batch in one transaction. `attempt` counts from 1: a later one should lock what the first only read. */
export type RunBatch<Item, Result> = (
  merchantId: string,
  items: readonly Item[],
  attempt: number,
) => Promise<Outcome<Result>[]>

/** Takes items from many callers and answers each with its own result. */
export type Batcher<Item, Result> = {
  submit: (merchantId: string, item: Item) => Promise<Result>
  /** How many items wait or are being worked on. */
  size: () => number
}

/** What else bounds a batch: together its items may weigh so much, but one alone whatever it does. */
export type BatchLoad<Item> = { max: number; weightOf: (merchantId: string, item: Item) => number }

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }

const maxAttempts = 8

/**
 * Gathers what arrives while the batch before it is in its transaction: no timer, one lane a merchant. An error that
 * is not an item's own splits the batch in halves until it is alone with its cause.
 */
export function createBatcher<Item, Result>(
  maxItems: number,
  run: RunBatch<Item, Result>,
  load?: BatchLoad<Item>,
): Batcher<Item, Result> {
  const lanes = new Map<string, Waiting<Item, Result>[]>()
  let count = 0

  async function drainLane(merchantId: string, lane: Waiting<Item, Result>[]): Promise<void> {
    // One turn of the event loop, so that requests already in the sockets come along.
    await new Promise(setImmediate)
    while (lane.length > 0) {
      const batch = lane.splice(0, load === undefined ? maxItems : countWithin(load, merchantId, lane, maxItems))
      await settle(run, merchantId, batch)
      count -= batch.length
      await new Promise(setImmediate)
    }
    lanes.delete(merchantId)
  }

  return {
    size: () => count,
    submit: (merchantId, item) =>
      new Promise((resolve, reject) => {
        count++
        const lane = lanes.get(merchantId)
        if (lane !== undefined) {
          lane.push({ item, resolve, reject })
          return
        }
        const opened = [{ item, resolve, reject }]
        lanes.set(merchantId, opened)
        void drainLane(merchantId, opened)
      }),
  }
}

/** How many of the first that wait make one batch. */
function countWithin<Item>(
  { max, weightOf }: BatchLoad<Item>,
  merchantId: string,
  lane: readonly { item: Item }[],
  maxItems: number,
): number {
  let weight = 0
  let count = 0
  for (const { item } of lane) {
    weight += weightOf(merchantId, item)
    if (count === maxItems || (count > 0 && weight > max)) break
    count += 1
  }
  return count
}

/** Runs items as one batch, answering each; the same retries and halving as the batcher's. */
export async function runInHalves<Item, Result>(
  run: RunBatch<Item, Result>,
  merchantId: string,
  items: readonly Item[],
): Promise<Outcome<Result>[]> {
  const outcomes: Outcome<Result>[] = new Array(items.length)
  const waiting = items.map((item, index) => ({
    item,
    resolve: (value: Result) => {
      outcomes[index] = { value }
    },
    reject: (error: unknown) => {
      if (!(error instanceof DomainError)) throw error
      outcomes[index] = { refusal: error }
    },
  }))
  await settle(run, merchantId, waiting)
  return outcomes
}

/** The result of deciding one item of a batch: a refusal concerns it alone. */
export function outcomeOf<Result>(decide: () => Result): Outcome<Result> {
  try {
    return { value: decide() }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}

/**
 * Runs items in as few goes as possible, so that no go has two about the same thing; outcomes stand in the order of the
 * items. What a later go is about, every go before it is about too: with `hasMore` it may lock all that they will need.
 */
export async function inGoes<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  run: (go: readonly Item[], hasMore: boolean) => Promise<Outcome<Result>[]>,
): Promise<Outcome<Result>[]> {
  const counts = new Map<string, number>()
  const goes: number[][] = []
  items.forEach((item, index) => {
    const key = keyOf(item)
    const turn = counts.get(key) ?? 0
    counts.set(key, turn + 1)
    const go = goes[turn]
    if (go === undefined) goes.push([index])
    else go.push(index)
  })
  const outcomes: Outcome<Result>[] = new Array(items.length)
  for (const [turn, go] of goes.entries()) {
    const found = await run(
      go.map((index) => items[index] as Item),
      turn < goes.length - 1,
    )
    go.forEach((index, position) => {
      outcomes[index] = found[position] as Outcome<Result>
    })
  }
  return outcomes
}

/** The result of the one item of a batch. @throws DomainError its refusal */
export function only<Result>([outcome]: readonly Outcome<Result>[]): Result {
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
  return outcome.value
}

async function settle<Item, Result>(
  run: RunBatch<Item, Result>,
  merchantId: string,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  const items = batch.map(({ item }) => item)
  for (let attempt = 1; ; attempt++) {
    let outcomes: Outcome<Result>[]
    try {
      outcomes = await run(merchantId, items, attempt)
    } catch (error) {
      if (lostToAnother(error) && attempt < maxAttempts) continue
      // It may have been committed, and what has no key would be done twice; or each half would wait as long again.
      if (databaseWentAway(error) || databaseIsBusy(error)) {
        for (const { reject } of batch) reject(error)
        return
      }
      return settleInHalves(run, merchantId, batch, error)
    }
    batch.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index] as Outcome<Result>
      if ('value' in outcome) resolve(outcome.value)
      else reject(outcome.refusal)
    })
    return
  }
}

async function settleInHalves<Item, Result>(
  run: RunBatch<Item, Result>,
  merchantId: string,
  batch: readonly Waiting<Item, Result>[],
  error: unknown,
): Promise<void> {
  const [only] = batch
  if (batch.length === 1 && only !== undefined) return only.reject(error)
  const middle = Math.ceil(batch.length / 2)
  await settle(run, merchantId, batch.slice(0, middle))
  await settle(run, merchantId, batch.slice(middle))
}
