import { sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { ApiKey } from './api-key.ts'

/** Every column of a key but the merchant and the hash of the secret. */
export const apiKeyColumns = sql`
  id, name, prefix, scopes, location_ids, channels, created_by, created_at, expires_at, revoked_at, last_used_at`

/** A key with what is needed to let it in. */
export type StoredKey = ApiKey & { secretHash: Buffer }

/** The merchant's key whose secret has this SHA-256. */
export function findKeyBySecret(tx: Transaction, secretHash: Buffer): Promise<StoredKey | undefined> {
  return tx.row<StoredKey>(sql`
    select secret_hash, ${apiKeyColumns} from api_keys
    where merchant_id = ${tx.merchantId} and secret_hash = ${secretHash}`)
}

/** The merchant's keys, newest first, revoked ones too. */
export function findApiKeys(tx: Transaction, page: { limit: number; after?: string | undefined }): Promise<ApiKey[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  return tx.rows<ApiKey>(sql`
    select ${apiKeyColumns} from api_keys
    where merchant_id = ${tx.merchantId} ${before} order by id desc limit ${page.limit}`)
}

/** What keys are called. */
export function findKeyNames(tx: Transaction, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.rows(sql`
    select id, name from api_keys where merchant_id = ${tx.merchantId} and id = any(${uuidList(ids)})`)
}

/** Whether the merchant ever had a key; a revoked one counts. */
export async function hasApiKeys(tx: Transaction): Promise<boolean> {
  return (await tx.row(sql`select 1 from api_keys where merchant_id = ${tx.merchantId} limit 1`)) !== undefined
}

/** Who made a key, and so answers for what it does. */
export async function findKeyMaker(tx: Transaction, keyId: string): Promise<string | undefined> {
  const row = await tx.row<{ createdBy: string }>(sql`
    select created_by from api_keys where merchant_id = ${tx.merchantId} and id = ${keyId}`)
  return row?.createdBy
}
