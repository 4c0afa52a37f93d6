import { sql } from 'kysely'
import type { MerchantKeyRow } from '../platform/crypto/key-ring.ts'
import type { Statements } from '../platform/db/database.ts'
import { brokenUniqueConstraint } from '../platform/db/failures.ts'
import { DomainError } from '../platform/errors.ts'
import type { Merchant } from './merchant.ts'

/** @throws DomainError conflict `merchant_code_taken` */
export async function insertMerchant(control: Statements, merchant: Merchant): Promise<void> {
  const { id, code, name, currency, country, timeZone, createdAt } = merchant
  try {
    await control.run(sql`
      insert into merchants (id, code, name, currency, country, time_zone, created_at)
      values (${id}, ${code}, ${name}, ${currency}, ${country}, ${timeZone}, ${createdAt})`)
  } catch (error) {
    if (brokenUniqueConstraint(error) !== 'merchants_code_unique') throw error
    throw new DomainError('conflict', 'merchant_code_taken', { field: 'code', facts: { code } })
  }
}

/** Keeps what a merchant is called. */
export async function saveMerchantName(
  control: Statements,
  { id, name }: Pick<Merchant, 'id' | 'name'>,
): Promise<void> {
  await control.run(sql`update merchants set name = ${name} where id = ${id}`)
}

/** Adds a wrapped key of a merchant. */
export async function insertMerchantKey(control: Statements, key: MerchantKeyRow, createdAt: Date): Promise<void> {
  const { merchantId, kind, keyId, wrappedKey, retiredAt = null } = key
  await control.run(sql`
    insert into merchant_keys (merchant_id, kind, key_id, wrapped_key, created_at, retired_at)
    values (${merchantId}, ${kind}, ${keyId}, ${wrappedKey}, ${createdAt}, ${retiredAt})`)
}
