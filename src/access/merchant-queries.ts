import { sql } from 'kysely'
import type { MerchantKeyRow } from '../platform/crypto/key-ring.ts'
import type { Statements } from '../platform/db/database.ts'
import type { Merchant } from './merchant.ts'

const merchantColumns = sql`id, code, name, currency, country, time_zone, created_at`

/** Every merchant, oldest first: what schedulers and drains walk through. */
export function findMerchants(control: Statements): Promise<Merchant[]> {
  return control.rows<Merchant>(sql`select ${merchantColumns} from merchants order by id`)
}

/** The merchant of a short name. */
export function findMerchantByCode(control: Statements, code: string): Promise<Merchant | undefined> {
  return control.row<Merchant>(sql`select ${merchantColumns} from merchants where code = ${code}`)
}

/** The merchant of an id. */
export function findMerchantById(control: Statements, id: string): Promise<Merchant | undefined> {
  return control.row<Merchant>(sql`select ${merchantColumns} from merchants where id = ${id}`)
}

/** A merchant's wrapped keys: the one that seals now and those that still open. */
export function findMerchantKeys(control: Statements, merchantId: string): Promise<MerchantKeyRow[]> {
  return control.rows<MerchantKeyRow>(sql`
    select merchant_id, key_id, wrapped_kek, wrapped_search_key, retired_at
    from merchant_keys where merchant_id = ${merchantId} order by key_id`)
}
