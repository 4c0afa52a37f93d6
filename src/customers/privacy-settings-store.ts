import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { type PrivacySettings, privacySettingsForm } from './privacy-settings.ts'

/** A merchant's settings, defaults filled in; version 0 while they were never set. */
export async function findPrivacySettings(tx: Transaction): Promise<{ settings: PrivacySettings; version: number }> {
  const row = await tx.row<{ settings: object; version: number }>(sql`
    select settings, version from privacy_settings where merchant_id = ${tx.merchantId}`)
  return { settings: privacySettingsForm.parse(row?.settings ?? {}), version: row?.version ?? 0 }
}

/** Locks the merchant's settings to replace them; those that were never set are locked by being made. */
export async function lockPrivacySettings(tx: Transaction): Promise<{ settings: PrivacySettings; version: number }> {
  const made = await tx.run(sql`
    insert into privacy_settings (merchant_id, settings, version) values (${tx.merchantId}, '{}'::jsonb, 1)
    on conflict (merchant_id) do nothing`)
  const row = await tx.row<{ settings: object; version: number }>(sql`
    select settings, version from privacy_settings where merchant_id = ${tx.merchantId} for update`)
  return { settings: privacySettingsForm.parse(row?.settings ?? {}), version: made === 1 ? 0 : (row?.version ?? 0) }
}

/** Saves locked settings. */
export async function savePrivacySettings(tx: Transaction, settings: PrivacySettings, version: number): Promise<void> {
  await tx.run(sql`
    update privacy_settings set settings = ${JSON.stringify(settings)}::jsonb, version = ${version}
    where merchant_id = ${tx.merchantId}`)
}
