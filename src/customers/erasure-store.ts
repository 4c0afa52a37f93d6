import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** Destroys people's keys: nothing sealed under them opens any more. Answers those that had one. */
export async function destroyKeys(tx: Transaction, personIds: readonly string[], at: Date): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    update people set wrapped_key = null, erased_at = ${at}
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(personIds)}) and wrapped_key is not null
    returning id`)
  return rows.map(({ id }) => id)
}

/** Takes from a customer what tells them again, so that it is free for who comes next; answers the new version. */
export async function clearIdentity(tx: Transaction, customerId: string): Promise<number> {
  const row = await tx.row<{ version: number }>(sql`
    update customers set phone_key = null, email_key = null, platform_key = null, code = null, version = version + 1
    where merchant_id = ${tx.merchantId} and id = ${customerId} returning version`)
  return row?.version as number
}
