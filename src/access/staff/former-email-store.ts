import { sql } from 'kysely'
import type { Transaction } from '../../platform/db/transaction.ts'
import { dayMs } from '../../platform/time.ts'

/** Mail is tried for a day; what it needs is kept as long, and a day more. */
const keptMs = 2 * dayMs
const portion = 500

/** Keeps the address that somebody had until their row got this version. */
export async function keepFormerEmail(
  tx: Transaction,
  { staffId, version, sealed, at }: { staffId: string; version: number; sealed: Buffer; at: Date },
): Promise<void> {
  await tx.run(sql`
    insert into former_emails (merchant_id, staff_id, version, sealed, replaced_at)
    values (${tx.merchantId}, ${staffId}, ${version}, ${sealed}, ${at})`)
}

/** The address that somebody had until their row got this version, sealed; none once it is forgotten. */
export async function findFormerEmail(tx: Transaction, staffId: string, version: number): Promise<Buffer | undefined> {
  const row = await tx.row<{ sealed: Buffer }>(sql`
    select sealed from former_emails
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and version = ${version}`)
  return row?.sealed
}

/** Forgets a portion of the addresses that were replaced long enough ago; answers how many. */
export function forgetFormerEmails(tx: Transaction, now: Date): Promise<number> {
  return tx.run(sql`
    delete from former_emails where merchant_id = ${tx.merchantId} and (staff_id, version) in (
      select staff_id, version from former_emails
      where merchant_id = ${tx.merchantId} and replaced_at < ${new Date(now.getTime() - keptMs)}
      order by replaced_at limit ${portion})`)
}
