import { sql } from 'kysely'
import type { Command } from '../platform/command.ts'
import { insertRows, onConflict } from '../platform/db/bulk.ts'
import { touchReference } from '../platform/reference-revision.ts'
import type { Channel } from './order-queries.ts'
import type { OrderSettings } from './order-settings.ts'

/** The channels that every merchant starts with, one for each kind of source. */
export const firstChannels: readonly Channel[] = [
  { code: 'web', name: '官网 Web shop', source: 'web' },
  { code: 'marketplace', name: '平台 Marketplace', source: 'marketplace' },
  { code: 'app', name: 'APP', source: 'app' },
  { code: 'store', name: '门店 Store', source: 'store' },
  { code: 'phone', name: '电话 Phone', source: 'phone' },
  { code: 'email', name: '邮件 E-mail', source: 'email' },
  { code: 'fax', name: '传真 Fax', source: 'fax' },
]

/** Adds channels, or renames those that exist. */
export async function setChannels({ tx }: Pick<Command, 'tx'>, channels: readonly Channel[]): Promise<void> {
  const insert = insertRows(tx.merchantId, 'channels', ['code', 'name', 'source'], channels)
  await tx.run(
    onConflict(insert, 'on conflict (merchant_id, code) do update set name = excluded.name, source = excluded.source'),
  )
  await touchReference(tx)
}

/** Replaces the merchant's order settings as a whole. */
export async function setOrderSettings({ tx }: Pick<Command, 'tx'>, settings: OrderSettings): Promise<void> {
  await tx.run(sql`
    insert into order_settings (merchant_id, settings) values (${tx.merchantId}, ${JSON.stringify(settings)}::jsonb)
    on conflict (merchant_id) do update set settings = excluded.settings`)
  await touchReference(tx)
}
