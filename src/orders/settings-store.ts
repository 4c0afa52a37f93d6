import { sql } from 'kysely'
import type { Command } from '../platform/command.ts'
import { insertRows, onConflict } from '../platform/db/bulk.ts'
import { publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { type ChannelSource, channelSources } from './order.ts'
import { type Channel, findChannels, findOrderSettings } from './order-queries.ts'
import type { OrderSettings } from './order-settings.ts'
import { channelSet, orderSettingsSet } from './settings-events.ts'

/** The channels that a merchant of a country starts with, one for each kind of source; in China with Chinese names. */
export function firstChannels(country: string): Channel[] {
  return channelSources.map((source) => {
    const { chinese, english } = firstNames[source]
    return { code: source, name: country === 'CN' ? chinese : english, source }
  })
}

const firstNames: Readonly<Record<ChannelSource, { chinese: string; english: string }>> = {
  web: { chinese: '官网', english: 'Web shop' },
  marketplace: { chinese: '平台', english: 'Marketplace' },
  app: { chinese: 'App', english: 'App' },
  store: { chinese: '门店', english: 'Store' },
  phone: { chinese: '电话', english: 'Phone' },
  email: { chinese: '邮件', english: 'E-mail' },
  fax: { chinese: '传真', english: 'Fax' },
}

/** Adds channels, or renames those that exist. */
export async function setChannels(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  channels: readonly Channel[],
): Promise<void> {
  // First, not last: nobody else sets channels between what is read here and what is told.
  await touchReference(tx)
  const earlier = new Map((await findChannels(tx)).map((channel) => [channel.code, channel]))
  const insert = insertRows(tx.merchantId, 'channels', ['code', 'name', 'source'], channels)
  await tx.run(
    onConflict(insert, 'on conflict (merchant_id, code) do update set name = excluded.name, source = excluded.source'),
  )
  const told = { at: now, actor }
  await publishNext(
    tx,
    channels.map((after) => channelSet(tx.merchantId, { before: earlier.get(after.code), after }, told)),
  )
}

/** Replaces the merchant's order settings as a whole. */
export async function setOrderSettings(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  settings: OrderSettings,
): Promise<void> {
  await touchReference(tx)
  const before = await findOrderSettings(tx)
  await tx.run(sql`
    insert into order_settings (merchant_id, settings) values (${tx.merchantId}, ${JSON.stringify(settings)}::jsonb)
    on conflict (merchant_id) do update set settings = excluded.settings`)
  await publishNext(tx, [orderSettingsSet(tx.merchantId, { before, after: settings }, { at: now, actor })])
}
