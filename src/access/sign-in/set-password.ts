import type { Command } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { staffEvent } from '../staff/events.ts'
import { type LockedStaff, savePassword } from '../staff/staff-store.ts'

/** Keeps a new password of somebody whose row is locked; counts their version on. */
export async function setPassword(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  { id, version, passwordHash: before }: Pick<LockedStaff, 'id' | 'version' | 'passwordHash'>,
  passwordHash: string,
): Promise<void> {
  const changed = { id, version: version + 1 }
  await savePassword(tx, changed, passwordHash, now)
  await publish(tx, [staffEvent('staff.password_set', changed, { at: now, actor }, { isFirst: before === null })])
}
