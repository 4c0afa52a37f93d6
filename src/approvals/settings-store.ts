import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ApprovalSettings } from './approval-settings.ts'

/** Locks the merchant's settings, which are made at version 0 where there are none. */
export async function lockSettings(tx: Transaction, newId: string): Promise<{ id: string; version: number }> {
  await tx.run(sql`
    insert into approval_settings (merchant_id, id, settings, version) values (${tx.merchantId}, ${newId}, '{}', 0)
    on conflict do nothing`)
  const row = await tx.row<{ id: string; version: number }>(sql`
    select id, version from approval_settings where merchant_id = ${tx.merchantId} for update`)
  if (row === undefined) throw new Error('the settings of approvals are gone')
  return row
}

/** Saves locked settings. */
export async function saveSettings(
  tx: Transaction,
  { id, settings, version }: { id: string; settings: ApprovalSettings; version: number },
): Promise<void> {
  await tx.run(sql`
    update approval_settings set settings = ${JSON.stringify(settings)}::jsonb, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}
