import { findCustomersByIds } from '../../customers/customer-queries.ts'
import { type Command, requireVersion } from '../../platform/command.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { requireWithin } from '../../platform/scope.ts'
import { channelScope } from '../order.ts'
import { findChannels } from '../order-queries.ts'
import { presetSet } from './events.ts'
import type { OrderPreset, PresetRow } from './order-preset.ts'
import { lockPreset, type PresetSubject, savePreset } from './preset-store.ts'

/**
 * Sets what orders begin with: those that a person writes, that come by a channel, or that are for a customer. An empty one
 * takes it away.
 * @throws DomainError `not_found`, `out_of_scope`, `unknown_channel`, `channel_not_allowed`, `version_mismatch`
 */
export async function setPreset(
  command: Command,
  whose: PresetSubject,
  preset: OrderPreset,
): Promise<Pick<PresetRow, 'id' | 'version'>> {
  const { tx, now, actor } = command
  await requireSubject(command, whose)
  await requireChannel(command, whose, preset)
  const before = await lockPreset(tx, whose)
  requireVersion(command, before?.version ?? 0)
  const after = { ...whose, id: before?.id ?? newId(now), preset, version: (before?.version ?? 0) + 1 }
  await savePreset(command, after)
  await publish(tx, [presetSet({ before: before?.preset ?? null, after }, { at: now, actor })])
  return { id: after.id, version: after.version }
}

async function requireSubject({ tx, scope }: Command, { kind, subject }: PresetSubject): Promise<void> {
  if (kind === 'channel') {
    requireWithin(scope, channelScope, { name: subject, field: 'code' })
    if (!(await isChannel(tx, subject)))
      throw new DomainError('not_found', 'not_found', { facts: { object: 'channel' } })
  }
  if (kind === 'customer' && (await findCustomersByIds(tx, [subject])).length === 0) {
    throw new DomainError('not_found', 'not_found', { facts: { object: 'customer' } })
  }
}

/** A channel's own preset names no channel: it would lead to another one's. */
async function requireChannel(
  { tx, scope }: Command,
  { kind }: PresetSubject,
  { channel }: OrderPreset,
): Promise<void> {
  if (channel === undefined) return
  if (kind === 'channel') throw new DomainError('refused', 'channel_not_allowed', { field: 'preset.channel' })
  requireWithin(scope, channelScope, { name: channel, field: 'preset.channel' })
  if (!(await isChannel(tx, channel))) throw new DomainError('refused', 'unknown_channel', { field: 'preset.channel' })
}

async function isChannel(tx: Transaction, code: string): Promise<boolean> {
  return (await findChannels(tx)).some((channel) => channel.code === code)
}
