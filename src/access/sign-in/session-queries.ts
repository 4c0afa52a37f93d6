import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../../platform/db/transaction.ts'
import { firstSecuritySettings, type OpenSession, type SecuritySettings, type Session } from './session.ts'

/** Every column of a session but the merchant's and the hash of its secret. */
export function sessionColumns(table: RawBuilder<unknown>): RawBuilder<unknown> {
  const columns = [
    'id',
    'staff_id',
    'method',
    'origin',
    'user_agent',
    'created_at',
    'proven_at',
    'seen_at',
    'expires_at',
  ]
  return sql.join([...columns, 'ended_at', 'version'].map((column) => sql`${table}.${sql.raw(column)}`))
}

/**
 * The session of a secret, with its person's rights, if that person may come in at all. A passkey is its second factor where it
 * began by one, or saw one added: beside a password it proves nothing by being there.
 */
export async function findOpenSession(tx: Transaction, secretHash: Buffer): Promise<OpenSession | undefined> {
  type Row = Omit<OpenSession, 'settings'> & { [Name in keyof SecuritySettings]: SecuritySettings[Name] | null }
  const row = await tx.row<Row>(sql`
    select ${sessionColumns(sql`s`)}, p.roles, p.location_ids, p.channels,
      p.totp_confirmed_at is not null or exists (
        select from passkeys k where k.merchant_id = p.merchant_id and k.staff_id = p.id and k.removed_at is null
          and (s.method = 'passkey' or k.created_at >= s.created_at)
      ) as has_second_factor,
      array(
        select unnest(r.permissions) from roles r
        where r.merchant_id = p.merchant_id and r.code = any(p.roles) and r.archived_at is null) as permissions,
      e.second_factor, e.idle_minutes, e.session_hours
    from sessions s
    join staff p on p.merchant_id = s.merchant_id and p.id = s.staff_id
    left join security_settings e on e.merchant_id = s.merchant_id
    where s.merchant_id = ${tx.merchantId} and s.secret_hash = ${secretHash} and p.status = 'active'`)
  if (row === undefined) return undefined
  const { secondFactor, idleMinutes, sessionHours, ...session } = row
  const isSet = secondFactor !== null && idleMinutes !== null && sessionHours !== null
  return { ...session, settings: isSet ? { secondFactor, idleMinutes, sessionHours } : firstSecuritySettings }
}

/** How long sessions last with this merchant. */
export async function findSecuritySettings(tx: Transaction): Promise<SecuritySettings & { version: number }> {
  const row = await tx.row<SecuritySettings & { version: number }>(sql`
    select second_factor, idle_minutes, session_hours, version from security_settings where merchant_id = ${tx.merchantId}`)
  return row ?? { ...firstSecuritySettings, version: 0 }
}

/** Somebody's sessions, newest first, ended ones too. */
export function findSessions(
  tx: Transaction,
  staffId: string,
  page: { limit: number; after?: string | undefined },
): Promise<Session[]> {
  const before = page.after === undefined ? sql`` : sql`and s.id < ${page.after}`
  return tx.rows<Session>(sql`
    select ${sessionColumns(sql`s`)} from sessions s
    where s.merchant_id = ${tx.merchantId} and s.staff_id = ${staffId} ${before} order by s.id desc limit ${page.limit}`)
}
