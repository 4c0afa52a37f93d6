import { sql } from 'kysely'
import type { Transaction } from '../db/transaction.ts'
import { publish, wakeDrains } from '../events.ts'
import { newId } from '../ids.ts'
import type { SettingAsideReason } from './dead-letter.ts'

/** An event that a subscriber could not handle; the later ones of its object wait behind it. */
export type DeadLetter = {
  subscriber: string
  objectType: string
  objectId: string
  version: number
  type: string
  attempts: number
  failure: string | null
  deadAt: Date
  /** When what it tells of happened. */
  at: Date
  setAsideAt: Date | null
  setAsideBy: string | null
  setAsideReason: SettingAsideReason | null
}

/** A place in the list: subscriber, object, version. */
export type DeadLetterPlace = { subscriber: string; objectId: string; version: number }

/** Those that are to be looked at, or those that were set aside. */
export type DeadLetterState = 'dead' | 'set_aside'

const isDead = sql`attempts > 0 and dead_at is not null and set_aside_at is null`

/** Dead letters of a merchant, by subscriber, object and version. */
export function findDeadLetters(
  tx: Transaction,
  { limit, after, state }: { limit: number; after?: DeadLetterPlace | undefined; state: DeadLetterState },
): Promise<DeadLetter[]> {
  const behind =
    after === undefined
      ? sql``
      : sql`and (d.subscriber, d.object_id, d.version) > (${after.subscriber}, ${after.objectId}::uuid, ${after.version})`
  return tx.rows<DeadLetter>(sql`
    select d.subscriber, e.object_type, d.object_id, d.version, e.type, d.attempts, d.failure, d.dead_at, e.at,
      d.set_aside_at, d.set_aside_by, d.set_aside_reason
    from event_deliveries d
    join events e on e.merchant_id = d.merchant_id and e.object_id = d.object_id and e.version = d.version
    where d.merchant_id = ${tx.merchantId} and d.attempts > 0 and d.dead_at is not null
      and d.set_aside_at is ${state === 'dead' ? sql`null` : sql`not null`} ${behind}
    order by d.subscriber, d.object_id, d.version limit ${limit}`)
}

/** How many dead letters a merchant has, counted up to `most`, and since when there is one. */
export async function countDeadLetters(tx: Transaction, most: number): Promise<{ count: number; since: Date | null }> {
  const row = await tx.row<{ count: number; since: Date | null }>(sql`
    select count(*) as count, min(dead_at) as since from (
      select dead_at from event_deliveries
      where merchant_id = ${tx.merchantId} and ${isDead} limit ${most}) dead`)
  return row ?? { count: 0, since: null }
}

/**
 * Makes every dead letter of a merchant due, as if it had never been tried; says how many. That it was done is told by an event
 * that is all there is of it.
 */
export async function retryDeadLetters({
  tx,
  now,
  actor,
}: {
  tx: Transaction
  now: Date
  actor: string
}): Promise<number> {
  const retried = await tx.run(sql`
    update event_deliveries set dead_at = null, attempts = 0, due_at = ${now}, failure = null
    where merchant_id = ${tx.merchantId} and ${isDead}`)
  if (retried === 0) return 0
  const deed = { objectType: 'dead_letter_retry', objectId: newId(now), version: 1 }
  await publish(tx, [{ ...deed, type: 'dead_letters.retried', actor, at: now, data: { retried } }])
  await wakeDrains(tx)
  return retried
}

/** Makes one dead letter due, as if it had never been tried; undefined where there is none, or it is set aside. */
export function saveRetried(
  tx: Transaction,
  { subscriber, objectId, version }: DeadLetterPlace,
  now: Date,
): Promise<{ eventType: string; objectType: string } | undefined> {
  return tx.row(sql`
    with changed as (
      update event_deliveries set dead_at = null, attempts = 0, due_at = ${now}, failure = null
      where merchant_id = ${tx.merchantId} and subscriber = ${subscriber} and object_id = ${objectId}
        and version = ${version} and ${isDead} returning object_id, version)
    ${eventOfChanged(tx)}`)
}

/** Sets a dead letter aside; undefined where there is none, or it is set aside already. */
export function saveSetAside(
  tx: Transaction,
  { subscriber, objectId, version }: DeadLetterPlace,
  { at, by, reason }: { at: Date; by: string; reason: SettingAsideReason },
): Promise<{ eventType: string; objectType: string } | undefined> {
  return tx.row(sql`
    with changed as (
      update event_deliveries set set_aside_at = ${at}, set_aside_by = ${by}, set_aside_reason = ${reason}
      where merchant_id = ${tx.merchantId} and subscriber = ${subscriber} and object_id = ${objectId}
        and version = ${version} and ${isDead} returning object_id, version)
    ${eventOfChanged(tx)}`)
}

/** Makes what was set aside a dead letter again; undefined where it was not. */
export function savePutBack(
  tx: Transaction,
  { subscriber, objectId, version }: DeadLetterPlace,
): Promise<{ eventType: string; objectType: string } | undefined> {
  return tx.row(sql`
    with changed as (
      update event_deliveries set set_aside_at = null, set_aside_by = null, set_aside_reason = null
      where merchant_id = ${tx.merchantId} and subscriber = ${subscriber} and object_id = ${objectId}
        and version = ${version} and attempts > 0 and set_aside_at is not null returning object_id, version)
    ${eventOfChanged(tx)}`)
}

const eventOfChanged = (tx: Transaction) => sql`
  select e.type as event_type, e.object_type from changed c
  join events e on e.merchant_id = ${tx.merchantId} and e.object_id = c.object_id and e.version = c.version`
