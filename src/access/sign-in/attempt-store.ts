import { sql } from 'kysely'
import { insertRows, onConflict } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { type Bucket, type Failures, failuresKeptMs } from './attempts.ts'

/**
 * Counts an attempt as failed before it is made, so that guesses at the same moment all count, and answers what was counted
 * before. Locks the buckets, in order.
 */
export async function countAttempt(
  tx: Transaction,
  buckets: readonly Bucket[],
  now: Date,
): Promise<{ bucket: Bucket; before: Failures }[]> {
  const sorted = [...buckets].sort((a, b) => Buffer.compare(a.key, b.key))
  const counted = []
  for (const bucket of sorted) {
    const insert = insertRows(
      tx.merchantId,
      'sign_in_failures',
      ['bucket', 'failures', 'lastFailedAt'],
      [{ bucket: bucket.key, failures: 0, lastFailedAt: new Date(0) }],
    )
    await tx.run(onConflict(insert, 'on conflict do nothing'))
    const before = (await tx.row<Failures>(sql`
      select failures, last_failed_at from sign_in_failures
      where merchant_id = ${tx.merchantId} and bucket = ${bucket.key} for update`)) as Failures
    const isOld = now.getTime() - before.lastFailedAt.getTime() > failuresKeptMs
    counted.push({ bucket, before: isOld ? { failures: 0, lastFailedAt: before.lastFailedAt } : before })
  }
  return counted
}

/** Keeps one failure more than there were before. */
export async function saveFailure(tx: Transaction, { key }: Bucket, before: Failures, now: Date): Promise<void> {
  await tx.run(sql`
    update sign_in_failures set failures = ${before.failures + 1}, last_failed_at = ${now}
    where merchant_id = ${tx.merchantId} and bucket = ${key}`)
}

/** Somebody came in: what they failed at is forgotten; of what many failed at, only that this attempt was counted. */
export async function forgetFailures(tx: Transaction, buckets: readonly Bucket[]): Promise<void> {
  for (const { key, isShared } of buckets) {
    const where = sql`where merchant_id = ${tx.merchantId} and bucket = ${key}`
    await tx.run(
      isShared
        ? sql`update sign_in_failures set failures = failures - 1 ${where} and failures > 0`
        : sql`delete from sign_in_failures ${where}`,
    )
  }
}

/** Forgets what is long past, a portion of it; says how many. */
export function forgetOldFailures(tx: Transaction, before: Date): Promise<number> {
  return tx.run(sql`
    delete from sign_in_failures where merchant_id = ${tx.merchantId} and bucket = any(array(
      select bucket from sign_in_failures where merchant_id = ${tx.merchantId} and last_failed_at < ${before} limit 1000))`)
}
