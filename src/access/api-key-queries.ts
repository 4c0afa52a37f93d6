import { sql } from 'kysely'
import type { Statements } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ApiKey } from './api-key.ts'

/** Every column of a key but the merchant and the hash of the secret. */
export const apiKeyColumns = sql`id, name, prefix, scopes, created_at, expires_at, revoked_at`

/** A key with what is needed to let it in. */
export type StoredKey = ApiKey & { merchantId: string; secretHash: Buffer }

/** The key whose secret has this SHA-256, whichever merchant's it is. */
export function findKeyBySecret(control: Statements, secretHash: Buffer): Promise<StoredKey | undefined> {
  return control.row<StoredKey>(sql`
    select merchant_id, secret_hash, ${apiKeyColumns} from api_keys where secret_hash = ${secretHash}`)
}

/** The merchant's keys, newest first, revoked ones too. */
export function findApiKeys(tx: Transaction, page: { limit: number; after?: string | undefined }): Promise<ApiKey[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  return tx.rows<ApiKey>(sql`
    select ${apiKeyColumns} from api_keys
    where merchant_id = ${tx.merchantId} ${before} order by id desc limit ${page.limit}`)
}

/** Whether the merchant ever had a key; a revoked one counts. */
export async function hasApiKeys(control: Statements, merchantId: string): Promise<boolean> {
  const rows = await control.rows(sql`select 1 from api_keys where merchant_id = ${merchantId} limit 1`)
  return rows.length > 0
}
