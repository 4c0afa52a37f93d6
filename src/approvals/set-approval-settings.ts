import { isDeepStrictEqual } from 'node:util'
import type { Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { findApprovalSettings } from './approval-queries.ts'
import type { ApprovalSettings } from './approval-settings.ts'
import { lockSettings, saveSettings } from './settings-store.ts'

/** Sets up to what one person may act alone, and records what it was before. Set to the same again it changes nothing. */
export async function setApprovalSettings(
  { tx, now, actor }: Command,
  wanted: ApprovalSettings,
): Promise<ApprovalSettings> {
  const locked = await lockSettings(tx, newId(now))
  const before = await findApprovalSettings(tx)
  const fields = Object.keys(wanted) as (keyof ApprovalSettings)[]
  const changed = fields.filter((field) => !isDeepStrictEqual(before[field], wanted[field]))
  if (changed.length === 0) return wanted
  const version = locked.version + 1
  await saveSettings(tx, { ...locked, settings: wanted, version })
  const changes = Object.fromEntries(changed.map((field) => [field, [before[field], wanted[field]]]))
  const told = { type: 'approval_settings.changed', actor, at: now, data: { changes } }
  await publish(tx, [{ objectType: 'approval_settings', objectId: locked.id, version, ...told }])
  return wanted
}
