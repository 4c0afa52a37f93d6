import { sql } from 'kysely'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { firstSecuritySettings, type SecuritySettings, type Session } from './session.ts'
import { sessionColumns } from './session-queries.ts'

const columns = [
  ...(['id', 'staffId', 'secretHash', 'method', 'origin', 'userAgent', 'createdAt', 'provenAt', 'seenAt'] as const),
  ...(['expiresAt', 'endedAt', 'version'] as const),
]

/** Adds a session. */
export async function insertSession(tx: Transaction, session: Session, secretHash: Buffer): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'sessions', columns, [{ ...session, secretHash }]))
}

/** Locks somebody's sessions that have not ended: one of them, or all but one. */
export function lockLiveSessions(
  tx: Transaction,
  staffId: string,
  which: { only?: string; but?: string | undefined },
): Promise<Session[]> {
  const only = which.only === undefined ? sql`` : sql`and s.id = ${which.only}`
  const but = which.but === undefined ? sql`` : sql`and s.id <> ${which.but}`
  return tx.rows<Session>(sql`
    select ${sessionColumns(sql`s`)} from sessions s
    where s.merchant_id = ${tx.merchantId} and s.staff_id = ${staffId} and s.ended_at is null ${only} ${but}
    order by s.id for update`)
}

/** Ends a session. */
export async function saveEnd(tx: Transaction, { id, version }: Session, at: Date): Promise<void> {
  await tx.run(sql`
    update sessions set ended_at = ${at}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Keeps that a session was used, to the minute. */
export async function saveSeen(tx: Transaction, sessionId: string, at: Date): Promise<void> {
  await tx.run(sql`
    update sessions set seen_at = ${at} where merchant_id = ${tx.merchantId} and id = ${sessionId} and seen_at < ${at}`)
}

/** Keeps that the person has proved again who they are, and the session's new secret. */
export async function saveProof(
  tx: Transaction,
  { id, provenAt, version }: Session,
  secretHash: Buffer,
): Promise<void> {
  await tx.run(sql`
    update sessions set proven_at = ${provenAt}, secret_hash = ${secretHash}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Locks how long sessions last with this merchant; where nothing was set yet, under the id given. */
export async function lockSecuritySettings(
  tx: Transaction,
  firstId: string,
): Promise<SecuritySettings & { id: string; version: number }> {
  const { secondFactor, idleMinutes, sessionHours } = firstSecuritySettings
  await tx.run(sql`
    insert into security_settings (merchant_id, id, second_factor, idle_minutes, session_hours, version)
    values (${tx.merchantId}, ${firstId}, ${secondFactor}, ${idleMinutes}, ${sessionHours}, 0) on conflict do nothing`)
  const row = await tx.row<SecuritySettings & { id: string; version: number }>(sql`
    select id, second_factor, idle_minutes, session_hours, version from security_settings
    where merchant_id = ${tx.merchantId} for update`)
  return row as SecuritySettings & { id: string; version: number }
}

/** Keeps how long sessions last. */
export async function saveSecuritySettings(
  tx: Transaction,
  { secondFactor, idleMinutes, sessionHours, version }: SecuritySettings & { version: number },
): Promise<void> {
  await tx.run(sql`
    update security_settings set second_factor = ${secondFactor}, idle_minutes = ${idleMinutes},
      session_hours = ${sessionHours}, version = ${version}
    where merchant_id = ${tx.merchantId}`)
}
