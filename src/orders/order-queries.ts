import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ChannelSource } from './order.ts'
import { type OrderSettings, orderSettingsForm } from './order-settings.ts'

/** A way by which orders come: its code on the order, its name on the screen, its kind of source. */
export type Channel = { code: string; name: string; source: ChannelSource }

/** The merchant's channels by code. */
export function findChannels(tx: Transaction): Promise<Channel[]> {
  return tx.rows(sql`select code, name, source from channels where merchant_id = ${tx.merchantId} order by code`)
}

/** The merchant's settings, defaults filled in. */
export async function findOrderSettings(tx: Transaction): Promise<OrderSettings> {
  const row = await tx.row<{ settings: object }>(sql`
    select settings from order_settings where merchant_id = ${tx.merchantId}`)
  return orderSettingsForm.parse(row?.settings ?? {})
}

/** The orders that have a number: their own, or their channel's. */
export async function findOrderIdsOfNumber(tx: Transaction, text: string): Promise<string[]> {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  const rows = await tx.rows<{ id: string }>(sql`
    select id from orders where merchant_id = ${tx.merchantId} and number = ${number}
    union
    (select id from orders where merchant_id = ${tx.merchantId} and external_id = ${text} order by id limit 10)`)
  return rows.map(({ id }) => id)
}

/** Orders whose payment did not come before its expiry. */
export async function findDueOrders(tx: Transaction, now: Date, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from orders
    where merchant_id = ${tx.merchantId} and expires_at is not null and expires_at <= ${now} and status = 'submitted'
    order by expires_at limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** The contacts to whom orders go, with the channels they came by and their customers. */
export function findReceivers(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<{ id: string; contactId: string; channel: string; customerId: string | null }[]> {
  return tx.rows(sql`
    select id, contact_id, channel, customer_id from orders
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)})`)
}

/** The same of the next orders behind an id, the first ones without it; in order of id. */
export function findContactIdsAfter(
  tx: Transaction,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ id: string; contactId: string }[]> {
  const behind = after === null ? sql`` : sql`and id > ${after}`
  return tx.rows(sql`
    select id, contact_id from orders where merchant_id = ${tx.merchantId} ${behind} order by id limit ${limit}`)
}

/** How many orders there are. */
export async function countAllOrders(tx: Transaction): Promise<number> {
  const row = await tx.row<{ orders: number }>(sql`
    select count(*) as orders from orders where merchant_id = ${tx.merchantId}`)
  return row?.orders ?? 0
}
