import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { type OrderSettings, orderSettingsForm } from './order-settings.ts'

/** A way by which orders come: its code on the order, its name on the screen, its kind of source. */
export type Channel = { code: string; name: string; source: string }

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
