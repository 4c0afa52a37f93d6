import { sql } from 'kysely'
import type { Command } from '../../platform/command.ts'
import { insertRows, rowSource } from '../../platform/db/bulk.ts'
import { unlessTaken } from '../../platform/db/taken-meanwhile.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { publish } from '../../platform/events.ts'
import { presetSet } from './events.ts'
import type { PresetKind, PresetRow } from './order-preset.ts'

/** Whose a preset is. */
export type PresetSubject = { kind: PresetKind; subject: string }

/** The presets of some subjects; who has none is missing. */
export async function findPresets(tx: Transaction, subjects: readonly PresetSubject[]): Promise<PresetRow[]> {
  if (subjects.length === 0) return []
  return tx.rows<PresetRow>(sql`
    select p.id, p.kind, p.subject, p.preset, p.version from order_presets p
    join ${rowSource('s', { kind: 'text', subject: 'text' }, subjects)} on s.kind = p.kind and s.subject = p.subject
    where p.merchant_id = ${tx.merchantId}`)
}

/** Locks a preset to set it. */
export function lockPreset(tx: Transaction, { kind, subject }: PresetSubject): Promise<PresetRow | undefined> {
  return tx.row<PresetRow>(sql`
    select id, kind, subject, preset, version from order_presets
    where merchant_id = ${tx.merchantId} and kind = ${kind} and subject = ${subject} for update`)
}

/** Writes a preset, the first of its subject or over the one before. @throws DecidedOnStale when another was first */
export async function savePreset({ tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>, row: PresetRow) {
  const { id, preset, version } = row
  if (version === 1) {
    const columns = ['id', 'kind', 'subject', 'preset', 'version', 'setBy', 'setAt'] as const
    await unlessTaken(
      tx.run(insertRows(tx.merchantId, 'order_presets', columns, [{ ...row, setBy: actor, setAt: now }])),
    )
    return
  }
  await tx.run(sql`
    update order_presets set preset = ${JSON.stringify(preset)}::jsonb, version = ${version}, set_by = ${actor}, set_at = ${now}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Empties what a customer's orders began with, when the customer is erased. */
export async function clearCustomerPreset(command: Command, customerId: string): Promise<void> {
  const { tx, now, actor } = command
  const before = await lockPreset(tx, { kind: 'customer', subject: customerId })
  if (before === undefined || Object.keys(before.preset).length === 0) return
  const after = { ...before, preset: {}, version: before.version + 1 }
  await savePreset(command, after)
  await publish(tx, [presetSet({ before: before.preset, after }, { at: now, actor })])
}
