import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { firstIdAt } from '../platform/ids.ts'
import { isEnded, isUnsettled } from './subject-store.ts'

/** Whom a rule erases: those about whom nothing happened since a moment, and whom no legal hold keeps. */
export type Due = { quietSince: Date; now: Date }

/** Guests whose time is over, by their orders' ids, behind one and at most so many. */
export async function findDueGuests(tx: Transaction, due: Due, page: { after: string | null; limit: number }) {
  const rows = await tx.rows<{ id: string }>(sql`
    select o.id from ${dueGuests(tx, due)} ${behind(sql`o.id`, page.after)} order by o.id limit ${page.limit}`)
  return rows.map(({ id }) => id)
}

/** Customers whose time is over, behind one and at most so many. */
export async function findDueCustomers(tx: Transaction, due: Due, page: { after: string | null; limit: number }) {
  const rows = await tx.rows<{ id: string }>(sql`
    select c.id from ${dueCustomers(tx, due)} ${behind(sql`c.id`, page.after)} order by c.id limit ${page.limit}`)
  return rows.map(({ id }) => id)
}

/** How many guests' orders a rule would erase now. */
export async function countDueGuests(tx: Transaction, due: Due): Promise<number> {
  return (await tx.row<{ count: number }>(sql`select count(*) as count from ${dueGuests(tx, due)}`))?.count ?? 0
}

/** How many customers a rule would erase now. */
export async function countDueCustomers(tx: Transaction, due: Due): Promise<number> {
  return (await tx.row<{ count: number }>(sql`select count(*) as count from ${dueCustomers(tx, due)}`))?.count ?? 0
}

/** Ids carry the moment of their making, so that the key alone keeps the younger ones out. */
function dueGuests({ merchantId }: Transaction, { quietSince, now }: Due): RawBuilder<unknown> {
  return sql`
    orders o
    join contacts k on k.merchant_id = ${merchantId} and k.id = o.contact_id
    join people p on p.merchant_id = ${merchantId} and p.id = k.person_id
    where o.merchant_id = ${merchantId} and o.id < ${firstIdAt(quietSince)} and o.customer_id is null
      and p.wrapped_key is not null and o.updated_at < ${quietSince} and ${isEnded(sql`o`)}
      and not ${isUnsettled(sql`o`)} and not ${isHeld(merchantId, sql`o.id`, now)}`
}

function dueCustomers({ merchantId }: Transaction, { quietSince, now }: Due): RawBuilder<unknown> {
  return sql`
    customers c
    join people p on p.merchant_id = ${merchantId} and p.id = c.person_id
    where c.merchant_id = ${merchantId} and c.id < ${firstIdAt(quietSince)} and p.wrapped_key is not null
      and not ${isHeld(merchantId, sql`c.id`, now)}
      and not exists (
        select 1 from orders o where o.merchant_id = ${merchantId} and o.customer_id = c.id and (
          o.updated_at >= ${quietSince} or not ${isEnded(sql`o`)} or ${isUnsettled(sql`o`)}
          or ${isHeld(merchantId, sql`o.id`, now)}))`
}

function isHeld(merchantId: string, subjectId: RawBuilder<unknown>, now: Date): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from legal_holds h where h.merchant_id = ${merchantId} and h.subject_id = ${subjectId}
      and h.released_at is null and (h.until is null or h.until > ${now}))`
}

function behind(id: RawBuilder<unknown>, after: string | null): RawBuilder<unknown> {
  return after === null ? sql`` : sql`and ${id} > ${after}`
}
