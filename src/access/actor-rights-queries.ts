import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ApiKey } from './keys/api-key.ts'
import type { HeldRoles } from './role.ts'
import type { Staff } from './staff/staff.ts'

/** The roles of somebody who may come in, with what the merchant's own ones permit, and where they may act. */
export function findStaffRights(
  tx: Transaction,
  staffId: string,
): Promise<(HeldRoles & Pick<Staff, 'locationIds' | 'channels'>) | undefined> {
  return tx.row(sql`
    select p.roles, p.location_ids, p.channels,
      array(
        select unnest(r.permissions) from roles r
        where r.merchant_id = p.merchant_id and r.code = any(p.roles) and r.archived_at is null) as permissions
    from staff p where p.merchant_id = ${tx.merchantId} and p.id = ${staffId} and p.status = 'active'`)
}

/** What a key allows, and until when. */
export function findKeyRights(
  tx: Transaction,
  keyId: string,
): Promise<Pick<ApiKey, 'scopes' | 'locationIds' | 'channels' | 'expiresAt' | 'revokedAt'> | undefined> {
  return tx.row(sql`
    select scopes, location_ids, channels, expires_at, revoked_at from api_keys
    where merchant_id = ${tx.merchantId} and id = ${keyId}`)
}
