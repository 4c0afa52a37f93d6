import { sql } from 'kysely'
import { insertRows, type NewRow, uuidList } from './db/bulk.ts'
import type { Database, Query } from './db/database.ts'
import type { Transaction } from './db/transaction.ts'
import { newId } from './ids.ts'

/**
 * Something that happened to one object, told by the transaction that did it. `version` is the object's own: its row
 * lock makes the order of its events certain. Personal data never stands in `data`, only ids. What was written is at the
 * same time the entry of the audit: who, when, from where, and in `data` what was before and is now.
 */
export type DomainEvent<Type extends string = string, Facts extends object = object> = {
  objectType: string
  objectId: string
  version: number
  type: Type
  actor: string
  at: Date
  data: Facts
  /** From where it was asked for, if the transaction does not know by its actor: see `noteOrigin`. */
  origin?: string | undefined
  /** Whom it concerns, where that is one whose whole history is read by time. */
  subjectId?: string | null | undefined
}

/** The channel on which drains are woken, with the merchant's id. A wake-up only: what counts are the rows. */
export const eventChannel = 'yidan_events'

/** The channel on which it is told, with the merchant's id, that events were written which no drain has to handle. */
export const quietEventChannel = 'yidan_quiet_events'

/** Wakes the drains when the transaction commits. */
export async function wakeDrains(tx: Transaction): Promise<void> {
  await tx.run(wakeUp(tx, eventChannel))
}

/** Writes events in the transaction of what they tell, with a delivery for each subscriber of their type. */
export async function publish(tx: Transaction, events: readonly DomainEvent[]): Promise<void> {
  await Promise.all(publications(tx, events).map((query) => tx.run(query)))
}

/**
 * Publishes events of objects whose versions nobody counts: each is told under the next one. Whoever tells of such an object
 * must hold a lock that all others take before: that of the merchant's reference revision.
 */
export async function publishNext(tx: Transaction, events: readonly Omit<DomainEvent, 'version'>[]): Promise<void> {
  if (events.length === 0) return
  const rows = await tx.rows<{ objectId: string; version: number }>(sql`
    select object_id, max(version) as version from events
    where merchant_id = ${tx.merchantId} and object_id = any(${uuidList(events.map(({ objectId }) => objectId))})
    group by object_id`)
  const versions = new Map(rows.map(({ objectId, version }) => [objectId, version]))
  const told = events.map((event) => {
    const version = (versions.get(event.objectId) ?? 0) + 1
    versions.set(event.objectId, version)
    return { ...event, version }
  })
  await publish(tx, told)
}

/** The statements of `publish`, for those who send their last writes together with the commit. */
export function publications(tx: Transaction, events: readonly DomainEvent[]): Query<unknown>[] {
  if (events.length === 0) return []
  tx.hearEvents?.(events)
  const { remarks } = tx
  const told =
    remarks === undefined ? events : events.map((event) => ({ ...event, data: { ...event.data, ...remarks } }))
  const queries: Query<unknown>[] = [insertRows(tx.merchantId, 'events', columns, entriesOf(tx, told))]
  const deliveries = events.flatMap(({ objectId, version, type, at }) =>
    tx.subscribersOf(type).map((subscriber) => ({ subscriber, objectId, version, dueAt: at })),
  )
  if (deliveries.length > 0) {
    queries.push(
      insertRows(tx.merchantId, 'event_deliveries', ['subscriber', 'objectId', 'version', 'dueAt'], deliveries),
    )
  }
  queries.push(wakeUp(tx, deliveries.length > 0 ? eventChannel : quietEventChannel))
  return queries
}

const columns = [
  'objectId',
  'version',
  'objectType',
  'type',
  'actor',
  'at',
  'data',
  'entryId',
  'origin',
  'subjectId',
] as const

function entriesOf({ clock, origins }: Transaction, events: readonly DomainEvent[]): NewRow<'events'>[] {
  const writtenAt = clock()
  return events.map(({ objectId, version, objectType, type, actor, at, data, origin, subjectId = null }) => ({
    ...{ objectId, version, objectType, type, actor, at, data, subjectId },
    entryId: newId(writtenAt),
    origin: origin ?? origins.get(actor) ?? null,
  }))
}

/** Tells every process that listens to a channel, at once. */
export async function notify({ pool }: Pick<Database, 'pool'>, channel: string, payload: string): Promise<void> {
  await pool.query('select pg_notify($1, $2)', [channel, payload])
}

function wakeUp({ merchantId }: Transaction, channel: string): Query<unknown> {
  return sql`select pg_notify(${channel}, ${merchantId})`
}
