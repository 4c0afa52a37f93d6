import { sql } from 'kysely'
import { textList, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { ApiKey } from './api-key.ts'
import { apiKeyColumns } from './api-key-queries.ts'

/** Adds a key of the transaction's merchant. */
export async function insertApiKey(tx: Transaction, key: ApiKey, secretHash: Buffer): Promise<void> {
  const { id, name, prefix, scopes, locationIds, channels, createdBy, createdAt, expiresAt } = key
  await tx.run(sql`
    insert into api_keys (merchant_id, id, name, prefix, secret_hash, scopes, location_ids, channels, created_by, created_at,
      expires_at)
    values (${tx.merchantId}, ${id}, ${name}, ${prefix}, ${secretHash}, ${textList(scopes)},
      ${locationIds && uuidList(locationIds)}, ${channels && textList(channels)}, ${createdBy}, ${createdAt}, ${expiresAt})`)
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

/** Keeps when a key was last seen, to the minute: one write a minute, however often it is used. */
export async function saveUse(tx: Transaction, keyId: string, at: Date): Promise<void> {
  const before = new Date(at.getTime() - 60_000)
  await tx.run(sql`
    update api_keys set last_used_at = ${at}
    where merchant_id = ${tx.merchantId} and id = ${keyId} and (last_used_at is null or last_used_at < ${before})`)
}
