import { type RawBuilder, sql } from 'kysely'
import type { KeyKind, MerchantKeyRow } from '../platform/crypto/key-ring.ts'
import { insertRows } from '../platform/db/bulk.ts'
import { unlessTaken } from '../platform/db/taken-meanwhile.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { KeyRotation, RunningRotation } from './key-rotation.ts'

const rotationColumns = sql`id, kind, old_key_id, new_key_id, step, position, done, total, version, started_by, started_at,
  completed_at`

const insertedColumns = [
  ...(['id', 'kind', 'oldKeyId', 'newKeyId', 'step', 'position', 'done', 'total', 'version'] as const),
  ...(['startedBy', 'startedAt', 'completedAt'] as const),
] as const

/** Adds a rotation. @throws DecidedOnStale when another one was started meanwhile */
export async function insertKeyRotation(tx: Transaction, rotation: KeyRotation): Promise<void> {
  await unlessTaken(tx.run(insertRows(tx.merchantId, 'key_rotations', insertedColumns, [rotation])))
}

/** The merchant's rotation that runs. */
export function findRunningRotation(tx: Transaction): Promise<RunningRotation | undefined> {
  return tx.row<RunningRotation>(runningRotation(tx))
}

/** Locks the one that runs, unless another process works at it. */
export function lockRunningRotation(tx: Transaction): Promise<RunningRotation | undefined> {
  return tx.row<RunningRotation>(sql`${runningRotation(tx)} for update skip locked`)
}

function runningRotation(tx: Transaction): RawBuilder<RunningRotation> {
  return sql<RunningRotation>`
    select ${rotationColumns} from key_rotations where merchant_id = ${tx.merchantId} and completed_at is null`
}

/** Rotations, newest first. */
export function findKeyRotations(
  tx: Transaction,
  page: { limit: number; after?: string | undefined },
): Promise<KeyRotation[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  return tx.rows<KeyRotation>(sql`
    select ${rotationColumns} from key_rotations
    where merchant_id = ${tx.merchantId} ${before} order by id desc limit ${page.limit}`)
}

/** Saves how far a rotation has come. */
export async function saveKeyRotation(tx: Transaction, rotation: KeyRotation): Promise<void> {
  const { id, step, position, done, total, version, completedAt } = rotation
  await tx.run(sql`
    update key_rotations set step = ${step}, position = ${position}, done = ${done}, total = ${total},
      version = ${version}, completed_at = ${completedAt}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

type OneKey = { kind: KeyKind; keyId: number; at: Date }

/** Has a key make nothing new any more; waits for those who are about to write what it made. */
export async function retireKey(tx: Transaction, { kind, keyId, at }: OneKey): Promise<void> {
  await tx.run(sql`
    update merchant_keys set retired_at = ${at}
    where merchant_id = ${tx.merchantId} and kind = ${kind} and key_id = ${keyId}`)
}

/** Removes a key that nothing needs any more; its row stays, so that its number is not given again. */
export async function destroyKey(tx: Transaction, { kind, keyId, at }: OneKey): Promise<void> {
  await tx.run(sql`
    update merchant_keys set wrapped_key = null, destroyed_at = ${at}
    where merchant_id = ${tx.merchantId} and kind = ${kind} and key_id = ${keyId} and retired_at is not null`)
}

/** Locks every key that the merchant still has. */
export function lockMerchantKeys(tx: Transaction): Promise<MerchantKeyRow[]> {
  return tx.rows<MerchantKeyRow>(sql`
    select merchant_id, kind, key_id, wrapped_key, retired_at from merchant_keys
    where merchant_id = ${tx.merchantId} and wrapped_key is not null order by kind, key_id for update`)
}

/** Saves a key as another instance key has wrapped it. */
export async function saveWrappedKey(tx: Transaction, { kind, keyId, wrappedKey }: MerchantKeyRow): Promise<void> {
  await tx.run(sql`
    update merchant_keys set wrapped_key = ${wrappedKey}
    where merchant_id = ${tx.merchantId} and kind = ${kind} and key_id = ${keyId}`)
}
