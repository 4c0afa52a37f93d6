import { sql } from 'kysely'
import { insertRows, type NewRow, onConflict, rowSource, textList } from './db/bulk.ts'
import type { Query } from './db/database.ts'
import { DecidedOnStale } from './db/failures.ts'
import type { Transaction } from './db/transaction.ts'

/** An idempotency key, and what it is asked for with. */
export type KeyClaim = { key: string; operation: string; requestHash: Buffer }

/** An answer kept under an idempotency key. */
export type KeptAnswer = KeyClaim & { status: number; answer: string }

/** An answer to be kept under an idempotency key. */
export type NewAnswer = NewRow<'idempotency_keys'>

const portion = 1000

const columns = ['key', 'operation', 'requestHash', 'status', 'answer', 'createdAt'] as const

/**
 * The statement that keeps the answers of a batch. A key that another transaction took meanwhile makes the whole batch
 * fail, to be read and decided again: that is how it claims them.
 */
export function insertAnswers(tx: Transaction, answers: readonly NewAnswer[]): Query<unknown> {
  return insertRows(tx.merchantId, 'idempotency_keys', columns, [...answers].sort(byKey))
}

/**
 * Claims keys, sorted, before what is asked for is done, and answers those that came before with what was answered then.
 * One that another transaction is claiming is waited for. What is claimed is answered in this transaction (`keepAnswers`),
 * or freed (`freeKeys`).
 */
export async function claimKeys(
  tx: Transaction,
  claims: readonly KeyClaim[],
  at: Date,
): Promise<Map<string, KeptAnswer>> {
  if (claims.length === 0) return new Map()
  const rows = claims.map((claim) => ({ ...claim, createdAt: at })).sort(byKey)
  const insert = insertRows(tx.merchantId, 'idempotency_keys', ['key', 'operation', 'requestHash', 'createdAt'], rows)
  const claimed = await tx.rows<{ key: string }>(onConflict(insert, 'on conflict do nothing returning key'))
  if (claimed.length === claims.length) return new Map()
  const isClaimed = new Set(claimed.map(({ key }) => key))
  const earlier = await findKeptAnswers(
    tx,
    claims.flatMap(({ key }) => (isClaimed.has(key) ? [] : [key])),
  )
  // One that was there and is gone was freed meanwhile, and may be claimed.
  if (claimed.length + earlier.length < claims.length) throw new DecidedOnStale()
  return new Map(earlier.map((kept) => [kept.key, kept]))
}

/** Answers already kept under keys. */
export function findKeptAnswers(tx: Transaction, keys: readonly string[]): Promise<KeptAnswer[]> {
  return tx.rows(sql`
    select key, operation, request_hash, status, answer from idempotency_keys
    where merchant_id = ${tx.merchantId} and key = any(${textList(keys)})`)
}

/** The statement that keeps answers under keys that this transaction has claimed. */
export function keepAnswers(
  tx: Transaction,
  answers: readonly { key: string; status: number; body: unknown }[],
): Query<unknown> {
  const rows = answers.map(({ key, status, body }) => ({ key, status, answer: JSON.stringify(body ?? null) }))
  return sql`
    update idempotency_keys k set status = a.status, answer = a.answer
    from ${rowSource('a', { key: 'text', status: 'int2', answer: 'text' }, rows)}
    where k.merchant_id = ${tx.merchantId} and k.key = a.key`
}

/** The statement that gives claimed keys free: what was answered under them is not to be given again. */
export function freeKeys(tx: Transaction, keys: readonly string[]): Query<unknown> {
  return sql`delete from idempotency_keys where merchant_id = ${tx.merchantId} and key = any(${textList(keys)})`
}

/** The kept answers that name any of the objects, locked; it reads all that are kept. */
export function findAnswersAbout(
  tx: Transaction,
  objectIds: readonly string[],
): Promise<{ key: string; status: number; answer: string }[]> {
  const patterns = objectIds.map((id) => `%${id}%`)
  return tx.rows(sql`
    select key, status, answer from idempotency_keys
    where merchant_id = ${tx.merchantId} and answer like any(${textList(patterns)})
    for update`)
}

/** Forgets a portion of the answers that were kept before a moment, oldest first; says how many. */
export function forgetAnswersBefore(tx: Transaction, before: Date): Promise<number> {
  return tx.run(sql`
    delete from idempotency_keys where merchant_id = ${tx.merchantId} and key = any(array(
      select key from idempotency_keys where merchant_id = ${tx.merchantId} and created_at < ${before}
      order by created_at limit ${portion}))`)
}

function byKey(a: { key: string }, b: { key: string }): number {
  return a.key < b.key ? -1 : 1
}
