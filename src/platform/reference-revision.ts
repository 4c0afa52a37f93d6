import { sql } from 'kysely'
import type { Transaction } from './db/transaction.ts'

/**
 * Marks that something was changed which intake keeps in memory (products, prices, places, rules). It locks the
 * merchant's one row, so it belongs at the end of a use case.
 */
export async function touchReference(tx: Transaction): Promise<void> {
  await tx.run(sql`
    insert into reference_revisions as r (merchant_id, revision) values (${tx.merchantId}, 1)
    on conflict (merchant_id) do update set revision = r.revision + excluded.revision`)
}

/** The merchant's present revision; 0 when nothing was ever changed. */
export async function findReferenceRevision(tx: Transaction): Promise<number> {
  const row = await tx.row<{ revision: number }>(sql`
    select revision from reference_revisions where merchant_id = ${tx.merchantId}`)
  return row?.revision ?? 0
}
