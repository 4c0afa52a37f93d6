import { sql } from 'kysely'
import type pg from 'pg'
import { insertRows } from './db/bulk.ts'
import type { Query } from './db/database.ts'
import type { Transaction } from './db/transaction.ts'

/**
 * Something that happened to one object, told by the transaction that did it. `version` is the object's own: its row
 * lock makes the order of its events certain. Personal data never stands in `data`, only ids.
 */
export type DomainEvent<Type extends string = string, Facts extends object = object> = {
  objectType: string
  objectId: string
  version: number
  type: Type
  actor: string
  at: Date
  data: Facts
}

/** The channel on which drains are woken. A wake-up only: what counts are the rows. */
const eventChannel = 'yidan_events'

/** Makes a connection hear when events were written; the notification's text is the merchant's id. */
export async function listenForEvents(client: pg.ClientBase): Promise<void> {
  await client.query(`listen ${eventChannel}`)
}

/** Wakes the drains when the transaction commits. */
export async function wakeDrains(tx: Transaction): Promise<void> {
  await tx.run(wakeUp(tx))
}

/** Writes events in the transaction of what they tell, with a delivery for each subscriber of their type. */
export async function publish(tx: Transaction, events: readonly DomainEvent[]): Promise<void> {
  await Promise.all(publications(tx, events).map((query) => tx.run(query)))
}

/** The statements of `publish`, for those who send their last writes together with the commit. */
export function publications(tx: Transaction, events: readonly DomainEvent[]): Query<unknown>[] {
  if (events.length === 0) return []
  tx.hearEvents?.(events)
  const { remarks } = tx
  const told =
    remarks === undefined ? events : events.map((event) => ({ ...event, data: { ...event.data, ...remarks } }))
  const queries: Query<unknown>[] = [
    insertRows(tx.merchantId, 'events', ['objectId', 'version', 'objectType', 'type', 'actor', 'at', 'data'], told),
  ]
  const deliveries = events.flatMap(({ objectId, version, type, at }) =>
    tx.subscribersOf(type).map((subscriber) => ({ subscriber, objectId, version, dueAt: at })),
  )
  if (deliveries.length > 0) {
    queries.push(
      insertRows(tx.merchantId, 'event_deliveries', ['subscriber', 'objectId', 'version', 'dueAt'], deliveries),
      wakeUp(tx),
    )
  }
  return queries
}

function wakeUp({ merchantId }: Transaction): Query<unknown> {
  return sql`select pg_notify(${eventChannel}, ${merchantId})`
}
