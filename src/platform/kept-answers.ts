import { sql } from 'kysely'
import { insertRows, type NewRow } from './db/bulk.ts'
import type { Query } from './db/database.ts'
import type { Transaction } from './db/transaction.ts'

/** An answer to be kept under an idempotency key. */
export type NewAnswer = NewRow<'idempotency_keys'>

const portion = 1000

const columns = ['key', 'operation', 'requestHash', 'status', 'answer', 'createdAt'] as const

/**
 * The statement that keeps the answers of a batch. A key that another transaction took meanwhile makes the whole batch
 * fail, to be read and decided again: that is how it claims them.
 */
export function insertAnswers(tx: Transaction, answers: readonly NewAnswer[]): Query<unknown> {
  return insertRows(tx.merchantId, 'idempotency_keys', columns, answers)
}

/** Forgets a portion of the answers that were kept before a moment, oldest first; says how many. */
export function forgetAnswersBefore(tx: Transaction, before: Date): Promise<number> {
  return tx.run(sql`
    delete from idempotency_keys where merchant_id = ${tx.merchantId} and key = any(array(
      select key from idempotency_keys where merchant_id = ${tx.merchantId} and created_at < ${before}
      order by created_at limit ${portion}))`)
}
