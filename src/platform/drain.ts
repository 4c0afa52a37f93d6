import { sql } from 'kysely'
import type { MerchantKeys } from './crypto/key-ring.ts'
import { withKeys } from './crypto/present-keys.ts'
import { rowSource, uuidList } from './db/bulk.ts'
import { DecidedOnStale, databaseIsBusy, databaseWentAway } from './db/failures.ts'
import { retrying } from './db/retrying.ts'
import { read, type Transaction, transact } from './db/transaction.ts'
import type { DomainEvent } from './events.ts'
import type { Runtime } from './runtime.ts'
import { hourMs } from './time.ts'

/** Handles sets of events in version order, in one transaction with the mark that they are handled. */
export type Subscriber = {
  name: string
  types: readonly string[]
  handle: (context: DrainContext, events: readonly DomainEvent[]) => Promise<void>
}

/** What a subscriber works with. */
export type DrainContext = { tx: Transaction; now: Date; actor: string; keys: MerchantKeys }

/** Which subscribers take a type of event, as `openDatabase` wants it. */
export function subscriptionsOf(subscribers: readonly Subscriber[]): (type: string) => readonly string[] {
  const byType = new Map<string, string[]>()
  for (const { name, types } of subscribers) {
    for (const type of types) byType.set(type, [...(byType.get(type) ?? []), name])
  }
  return (type) => byType.get(type) ?? []
}

const setSize = 500
/** Pauses double from the first to the longest in an hour; then one an hour: what failed is tried for about a day. */
const maxAttempts = 38
const firstRetryMs = 250
const longestRetryMs = hourMs

/** How far a drain goes. */
export type DrainOptions = {
  /** After how many events it lets others have their turn; without it everything that is due is handled. */
  most?: number
  /** Waits for another drain that is at the same work, where it would leave it to that one. */
  waits?: boolean
}

/**
 * Handles what is due for a merchant and subscriber; answers how many events it handled. One drain at a time holds the
 * pair's row; another answers 0 at once unless it waits.
 */
export async function drain(
  runtime: Runtime,
  merchantId: string,
  subscriber: Subscriber,
  { most = Number.POSITIVE_INFINITY, waits = false }: DrainOptions = {},
): Promise<number> {
  let handled = 0
  for (;;) {
    const { taken, isDone } = await drainSet(runtime, merchantId, subscriber, { limit: setSize, waits })
    handled += taken
    if (isDone || handled >= most) return handled
  }
}

/** Whether any event of a merchant is still to be handled; those of objects that failed wait for their time and count not. */
export async function hasWaitingEvents(runtime: Runtime, merchantId: string): Promise<boolean> {
  const waiting = await read(runtime.database, merchantId, (tx) =>
    tx.row(sql`
      select 1 from event_deliveries d where d.merchant_id = ${merchantId} and d.attempts = 0 and not exists (
        select 1 from event_deliveries p where p.merchant_id = ${merchantId} and p.subscriber = d.subscriber
          and p.object_id = d.object_id and p.attempts > 0 and p.set_aside_at is null) limit 1`),
  )
  return waiting !== undefined
}

/**
 * Keeps subscribers from working until this transaction ends, and waits for those that are at it: for what must not be read by
 * them before, and written after.
 */
export async function holdDrains({ tx, now }: Pick<DrainContext, 'tx' | 'now'>, subscribers: readonly string[]) {
  for (const subscriber of [...subscribers].sort()) await lockDrain(tx, { subscriber, now, waits: true })
}

/** Forgets why the events of objects were not handled: a failure's words may quote what was handled. */
export async function forgetFailures(tx: Transaction, objectIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    update event_deliveries set failure = ''
    where merchant_id = ${tx.merchantId} and object_id = any(${uuidList(objectIds)}) and attempts > 0
      and failure <> ''`)
}

/** Which of the due events to take: the first so many, of objects whose ids lie within a range if there is one. */
type Portion = { limit: number; waits: boolean; objects?: { first: string; last: string } }

/** `isDone` when nothing more was due; a set that failed leaves it open, so that the rest is looked at again. */
async function drainSet(
  runtime: Runtime,
  merchantId: string,
  subscriber: Subscriber,
  portion: Portion,
): Promise<{ taken: number; isDone: boolean }> {
  let taken: readonly DomainEvent[] = []
  const handleSet = (keys: MerchantKeys) =>
    transact(runtime.database, merchantId, async (tx) => {
      taken = []
      const [isLocked, due] = await Promise.all([
        lockDrain(tx, { subscriber: subscriber.name, now: runtime.clock(), waits: portion.waits }),
        takeDue(tx, subscriber.name, runtime.clock(), portion),
      ])
      if (!isLocked || due.length === 0) return
      taken = due
      await subscriber.handle({ tx, now: runtime.clock(), actor: `system:${subscriber.name}`, keys }, taken)
      await markHandled(tx, subscriber.name, taken)
    })
  try {
    await retrying(() => withKeys(runtime, merchantId, handleSet))
    return { taken: taken.length, isDone: taken.length < portion.limit }
  } catch (error) {
    // Neither that the database went away nor that a lock was not to be had is a failure of the handler: the events wait,
    // and the others meanwhile are not kept waiting once more for each half.
    if (taken.length === 0 || databaseWentAway(error) || databaseIsBusy(error)) throw error
    runtime.logger.warn(
      { subscriber: subscriber.name, events: taken.length, error: String(error) },
      'events not handled',
    )
    if (taken.length === 1) {
      const [event] = taken as [DomainEvent]
      await park(runtime, merchantId, { subscriber: subscriber.name, event, failure: String(error) })
      return { taken: 1, isDone: false }
    }
    let handled = 0
    for (const part of halvesOf(taken, portion))
      handled += (await drainSet(runtime, merchantId, subscriber, part)).taken
    return { taken: handled, isDone: false }
  }
}

/** The two halves of a set that failed, by objects; of one object alone, its earlier events: the later ones wait for them. */
function halvesOf(events: readonly DomainEvent[], { waits }: Portion): Portion[] {
  const ids = [...new Set(events.map(({ objectId }) => objectId))]
  const middle = Math.ceil(ids.length / 2)
  const limit = ids.length === 1 ? Math.ceil(events.length / 2) : setSize
  return [ids.slice(0, middle), ids.slice(middle)]
    .filter((half) => half.length > 0)
    .map((half) => ({ limit, waits, objects: { first: half[0] as string, last: half.at(-1) as string } }))
}

async function lockDrain(
  tx: Transaction,
  { subscriber, now, waits }: { subscriber: string; now: Date; waits: boolean },
): Promise<boolean> {
  const select = sql`select 1 from drains
    where merchant_id = ${tx.merchantId} and subscriber = ${subscriber} for update ${waits ? sql`` : sql`skip locked`}`
  // All of it is sent before the first answer, so that the events are read behind the lock. The other may be at a long set.
  const patience = waits ? tx.run(sql`set local lock_timeout = '60s'`) : undefined
  const [locked] = await Promise.all([tx.rows(select), patience])
  if (locked.length === 1) return true
  const made = await tx.run(sql`
    insert into drains (merchant_id, subscriber, drained_at) values (${tx.merchantId}, ${subscriber}, ${now})
    on conflict do nothing`)
  // Another made the row at this moment, so that what was taken may be handled already.
  if (made === 0 && waits) throw new DecidedOnStale()
  return made === 1
}

/**
 * Due events in version order; none of an object of which an earlier event is parked, or dead and not set aside. Only what has failed waits
 * for its time: an event is due as soon as it is there, whatever the clock of the process that wrote it said.
 */
function takeDue(tx: Transaction, subscriber: string, now: Date, { limit, objects }: Portion): Promise<DomainEvent[]> {
  const within = objects === undefined ? sql`` : sql`and d.object_id between ${objects.first} and ${objects.last}`
  return tx.rows(sql`
    select e.object_id, e.version, e.object_type, e.type, e.actor, e.at, e.data
    from (
      select d.object_id, d.version from event_deliveries d
      where d.merchant_id = ${tx.merchantId} and d.subscriber = ${subscriber}
        and (d.attempts = 0 or d.due_at <= ${now}) and d.dead_at is null ${within}
        and d.object_id not in (
          select p.object_id from event_deliveries p
          where p.merchant_id = ${tx.merchantId} and p.subscriber = ${subscriber}
            and p.attempts > 0 and p.set_aside_at is null and (p.due_at > ${now} or p.dead_at is not null))
      order by d.object_id, d.version limit ${limit}
    ) due
    join events e on e.merchant_id = ${tx.merchantId} and e.object_id = due.object_id and e.version = due.version
    order by e.object_id, e.version`)
}

async function markHandled(tx: Transaction, subscriber: string, events: readonly DomainEvent[]): Promise<void> {
  const source = rowSource('h', { objectId: 'uuid', version: 'int4' }, events)
  await tx.run(sql`
    delete from event_deliveries d using ${source}
    where d.merchant_id = ${tx.merchantId} and d.subscriber = ${subscriber}
      and d.object_id = h.object_id and d.version = h.version`)
}

/** Sets one object aside, to be tried again later, and in the end among the dead letters. */
async function park(
  runtime: Runtime,
  merchantId: string,
  { subscriber, event, failure }: { subscriber: string; event: DomainEvent; failure: string },
): Promise<void> {
  const now = runtime.clock()
  await transact(runtime.database, merchantId, (tx) =>
    tx.run(sql`
      update event_deliveries set
        attempts = attempts + 1,
        failure = ${failure.slice(0, 2000)},
        due_at = ${now}::timestamptz
          + least(${firstRetryMs} * 2 ^ attempts, ${longestRetryMs}) * interval '1 millisecond',
        dead_at = case when attempts + 1 >= ${maxAttempts} then ${now}::timestamptz end
      where merchant_id = ${merchantId} and subscriber = ${subscriber}
        and object_id = ${event.objectId} and version = ${event.version}`),
  )
}
