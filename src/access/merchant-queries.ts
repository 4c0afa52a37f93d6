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

/** A merchant's wrapped keys: those that make what is new and those that still open and find what they made. */
export function findMerchantKeys(control: Statements, merchantId: string): Promise<MerchantKeyRow[]> {
  return control.rows<MerchantKeyRow>(sql`
    select merchant_id, kind, key_id, wrapped_key, retired_at
    from merchant_keys where merchant_id = ${merchantId} and wrapped_key is not null order by kind, key_id`)
}
