import { type Changes, changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import { namedId } from '../platform/ids.ts'
import type { Channel } from './order-queries.ts'
import type { OrderSettings } from './order-settings.ts'

/** What is told of the ways by which orders come and of how they are checked. */
export type SettingsEvent = Omit<
  DomainEvent<'channel.set' | 'order_settings.set', { code?: string; changes: Changes }>,
  'version'
>

type Told = { at: Date; actor: string }

/** Tells that a channel was added or changed. */
export function channelSet(
  merchantId: string,
  { before, after }: { before: Channel | undefined; after: Channel },
  told: Told,
): SettingsEvent {
  const { code } = after
  const data = { code, changes: changesBetween(before ?? null, after, ['name', 'source']) }
  return { objectType: 'channel', objectId: namedId(merchantId, 'channel', code), type: 'channel.set', data, ...told }
}

/** Tells how orders are checked and sourced from now on. */
export function orderSettingsSet(
  merchantId: string,
  { before, after }: { before: OrderSettings; after: OrderSettings },
  told: Told,
): SettingsEvent {
  const fields = Object.keys(after) as (keyof OrderSettings)[]
  const objectId = namedId(merchantId, 'order_settings', '')
  const data = { changes: changesBetween(before, after, fields) }
  return { objectType: 'order_settings', objectId, type: 'order_settings.set', data, ...told }
}
