import pg from 'pg'

/** Serialization failure (also raised by `expect_rows`) and deadlock: the same work, done again, may succeed. */
const retryableCodes = new Set(['40001', '40P01'])
const uniqueViolation = '23505'
const failedTransaction = '25P02'

/** Thrown when what a decision was made on has changed meanwhile: the work is done again from its start. */
export class DecidedOnStale extends Error {}

/** Whether the transaction lost to another and may be tried again from its start. */
export function lostToAnother(error: unknown): boolean {
  if (error instanceof DecidedOnStale) return true
  return error instanceof pg.DatabaseError && error.code !== undefined && retryableCodes.has(error.code)
}

/** Whether a statement only failed because one before it in the transaction had. */
export function isAfterFailure(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === failedTransaction
}

/**
 * The unique constraint that a statement broke. Read from the message, because on a cluster the name carries a shard's
 * number behind it.
 */
export function brokenUniqueConstraint(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError) || error.code !== uniqueViolation) return undefined
  return /unique constraint "(.+?)(_\d{6,})?"/.exec(error.message)?.[1]
}

/** Whether the database itself went away (restart, broken connection), as far as the client can tell. */
export function databaseWentAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code?.startsWith('57P') ?? false
  return (
    error instanceof Error &&
    /Connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|timeout exceeded|Client has encountered/.test(
      error.message,
    )
  )
}
