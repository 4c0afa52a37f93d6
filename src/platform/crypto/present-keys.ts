// Whoever seals, hashes or looks up with a merchant's keys has them in memory, perhaps from before they were renewed. What is
// written with keys that are no longer the present ones would be lost when these are destroyed; so every such write holds
// the rows of the keys, and fails (to be done again) when they are others than the writer has. Decision 021.
import { sql } from 'kysely'
import type { Query } from '../db/database.ts'
import { keysWereRenewed } from '../db/failures.ts'
import type { Transaction } from '../db/transaction.ts'
import type { Runtime } from '../runtime.ts'
import type { MerchantKeys } from './key-ring.ts'

/**
 * The statement that goes with everything written with the keys: it keeps them from being renewed until the transaction
 * ends, and fails when they were renewed already.
 */
export function holdKeys(
  { merchantId }: Pick<Transaction, 'merchantId'>,
  keys: Pick<MerchantKeys, 'state'>,
): Query<unknown> {
  return sql`
    select expect_keys(${stateInSql}, ${keys.state}) from (
      select kind, key_id, retired_at from merchant_keys
      where merchant_id = ${merchantId} and wrapped_key is not null
      for share) held`
}

/** The keys as they are in the transaction's picture: for reading, where those in memory would find too little. */
export async function presentKeys({ tx, keys }: { tx: Transaction; keys: MerchantKeys }): Promise<MerchantKeys> {
  const row = await tx.row<{ state: string }>(sql`
    select ${stateInSql} as state from merchant_keys where merchant_id = ${tx.merchantId} and wrapped_key is not null`)
  return row?.state === keys.state ? keys : ((await keys.reread?.(tx)) ?? keys)
}

/** Works with a merchant's keys; when that fails because they were renewed, the next attempt is given the new ones. */
export async function withKeys<T>(
  { keysOf }: Pick<Runtime, 'keysOf'>,
  merchantId: string,
  work: (keys: MerchantKeys) => Promise<T>,
): Promise<T> {
  const keys = await keysOf(merchantId)
  try {
    return await work(keys)
  } catch (error) {
    if (keysWereRenewed(error)) keys.forget?.()
    throw error
  }
}

const stateInSql = sql`string_agg(
  kind || ' ' || key_id || case when retired_at is null then '' else ' retired' end, ',' order by kind, key_id)`
