import { sql } from 'kysely'
import { textList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ApiKey } from './api-key.ts'
import { apiKeyColumns } from './api-key-queries.ts'

/** Adds a key of the transaction's merchant. */
export async function insertApiKey(tx: Transaction, key: ApiKey, secretHash: Buffer): Promise<void> {
  const { id, name, prefix, scopes, createdAt, expiresAt } = key
  await tx.run(sql`
    insert into api_keys (id, merchant_id, name, prefix, secret_hash, scopes, created_at, expires_at)
    values (${id}, ${tx.merchantId}, ${name}, ${prefix}, ${secretHash}, ${textList(scopes)}, ${createdAt}, ${expiresAt})`)
}

/** Locks a key of the transaction's merchant. */
export function lockApiKey(tx: Transaction, keyId: string): Promise<ApiKey | undefined> {
  return tx.row<ApiKey>(sql`
    select ${apiKeyColumns} from api_keys where merchant_id = ${tx.merchantId} and id = ${keyId} for update`)
}

/** Marks a key as ended. */
export async function saveRevocation(tx: Transaction, keyId: string, at: Date): Promise<void> {
  await tx.run(sql`
    update api_keys set revoked_at = ${at} where merchant_id = ${tx.merchantId} and id = ${keyId}`)
}
