import { type Command, requireVersion } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { securitySettingsSet } from '../sign-in/events.ts'
import type { SecuritySettings } from '../sign-in/session.ts'
import { lockSecuritySettings, saveSecuritySettings } from '../sign-in/session-store.ts'

/** Sets how people come in; it holds for every session at once. @throws DomainError `version_mismatch` */
export async function setSecuritySettings(
  command: Command,
  wanted: SecuritySettings,
): Promise<SecuritySettings & { version: number }> {
  const { tx, now, actor } = command
  const { id, ...before } = await lockSecuritySettings(tx, newId(now))
  requireVersion(command, before.version)
  const version = before.version + 1
  await saveSecuritySettings(tx, { ...wanted, version })
  const changes = {
    secondFactor: [before.secondFactor, wanted.secondFactor],
    idleMinutes: [before.idleMinutes, wanted.idleMinutes],
    sessionHours: [before.sessionHours, wanted.sessionHours],
  }
  await publish(tx, [securitySettingsSet({ id, version, changes }, { at: now, actor })])
  return { ...wanted, version }
}
