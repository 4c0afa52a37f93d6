import { sql } from 'kysely'
import { insertRows, textList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** A passkey as it is kept: the public half of a pair whose private half never leaves the person's device. */
export type Passkey = {
  id: string
  staffId: string
  credentialId: Buffer
  /** COSE form. */
  publicKey: Buffer
  signCount: number
  transports: string[]
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

const selected = sql`id, staff_id, credential_id, public_key, sign_count, transports, name, created_at, last_used_at`

/** Puts recovery codes in the place of those that were there. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  staffId: string,
  hashes: readonly Buffer[],
  createdAt: Date,
): Promise<void> {
  await tx.run(sql`delete from recovery_codes where merchant_id = ${tx.merchantId} and staff_id = ${staffId}`)
  const rows = hashes.map((codeHash) => ({ staffId, codeHash, createdAt, usedAt: null }))
  if (rows.length === 0) return
  await tx.run(insertRows(tx.merchantId, 'recovery_codes', ['staffId', 'codeHash', 'createdAt', 'usedAt'], rows))
}

/** Uses a recovery code up; false when it is none, or was used. */
export async function useRecoveryCode(tx: Transaction, staffId: string, codeHash: Buffer, at: Date): Promise<boolean> {
  const used = await tx.run(sql`
    update recovery_codes set used_at = ${at}
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and code_hash = ${codeHash} and used_at is null`)
  return used === 1
}

/** How many recovery codes are left. */
export async function countRecoveryCodes(tx: Transaction, staffId: string): Promise<number> {
  const row = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from recovery_codes
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and used_at is null`)
  return row?.count ?? 0
}

/** Adds a passkey. */
export async function insertPasskey(tx: Transaction, passkey: Passkey): Promise<void> {
  const { id, staffId, credentialId, publicKey, signCount, transports, name, createdAt } = passkey
  await tx.run(sql`
    insert into passkeys (merchant_id, id, staff_id, credential_id, public_key, sign_count, transports, name, created_at)
    values (${tx.merchantId}, ${id}, ${staffId}, ${credentialId}, ${publicKey}, ${signCount}, ${textList(transports)}, ${name},
      ${createdAt})`)
}

/** Somebody's passkeys. */
export function findPasskeys(tx: Transaction, staffId: string): Promise<Passkey[]> {
  return tx.rows<Passkey>(sql`
    select ${selected} from passkeys
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and removed_at is null order by id`)
}

/** Locks the passkey of a credential. */
export function lockPasskey(tx: Transaction, credentialId: Buffer): Promise<Passkey | undefined> {
  return tx.row<Passkey>(sql`
    select ${selected} from passkeys
    where merchant_id = ${tx.merchantId} and credential_id = ${credentialId} and removed_at is null for update`)
}

/** Keeps that a passkey was used, and how often its device says it was. */
export async function savePasskeyUse(tx: Transaction, passkeyId: string, signCount: number, at: Date): Promise<void> {
  await tx.run(sql`
    update passkeys set sign_count = ${signCount}, last_used_at = ${at}
    where merchant_id = ${tx.merchantId} and id = ${passkeyId}`)
}

/** Takes one of somebody's passkeys away, or all of them; says how many. */
export function removePasskeys(
  tx: Transaction,
  staffId: string,
  passkeyId: string | undefined,
  at: Date,
): Promise<number> {
  const one = passkeyId === undefined ? sql`` : sql`and id = ${passkeyId}`
  return tx.run(sql`
    update passkeys set removed_at = ${at}
    where merchant_id = ${tx.merchantId} and staff_id = ${staffId} and removed_at is null ${one}`)
}
