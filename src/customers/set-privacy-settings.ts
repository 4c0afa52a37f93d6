import { type Command, requireVersion } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { namedId } from '../platform/ids.ts'
import type { PrivacySettings } from './privacy-settings.ts'
import { lockPrivacySettings, savePrivacySettings } from './privacy-settings-store.ts'

/** Replaces the settings as a whole, and tells what they were. @throws DomainError `version_mismatch` */
export async function setPrivacySettings(
  command: Command,
  settings: PrivacySettings,
): Promise<{ settings: PrivacySettings; version: number }> {
  const { tx, now, actor } = command
  const before = await lockPrivacySettings(tx)
  requireVersion(command, before.version)
  const version = before.version + 1
  await savePrivacySettings(tx, settings, version)
  await publish(tx, [
    {
      // Not the merchant's own id: that has the history of the merchant.
      ...{ objectType: 'privacy_settings', objectId: namedId(tx.merchantId, 'privacy_settings', '') },
      ...{ version, type: 'privacy_settings.changed' },
      ...{ actor, at: now, data: { before: before.settings, after: settings } },
    },
  ])
  return { settings, version }
}
