import pg from 'pg'

/** Raised by `expect_keys`. */
const keysRenewed = 'YK001'
/** Serialization failure (also raised by `expect_rows`) and deadlock: the same work, done again, may succeed. */
const retryableCodes = new Set(['40001', '40P01', keysRenewed])
const uniqueViolation = '23505'
const failedTransaction = '25P02'

/** Thrown when what a decision was made on has changed meanwhile: the work is done again from its start. */
export class DecidedOnStale extends Error {}

/** Whether the transaction lost to another and may be tried again from its start. */
export function lostToAnother(error: unknown): boolean {
  if (error instanceof DecidedOnStale || error instanceof KeysOutdated) return true
  return error instanceof pg.DatabaseError && error.code !== undefined && retryableCodes.has(error.code)
}

/** Whether the work was done with keys that were renewed meanwhile: it is to be done again with those that are. */
export function keysWereRenewed(error: unknown): boolean {
  return error instanceof KeysOutdated || (error instanceof pg.DatabaseError && error.code === keysRenewed)
}

/** Something stands under a key that the one in memory is too old to know. */
export class KeysOutdated extends Error {
  override readonly name = 'KeysOutdated'
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

/**
 * Thrown for a transaction whose commit was sent and whose end nobody told: it may have been done. What has no idempotency
 * key must not be done again.
 */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super(`whether it was committed is not known: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'OutcomeUnknown'
  }
}

/** Connection exceptions, lack of resources, intervention of the operator, failures of the system (PostgreSQL, appendix A). */
const lostClasses = /^(?:08|53|57P|58)/

/** What sockets say (`read ETIMEDOUT`), and the driver's own words. */
const lostWords =
  /\b(?:connect|read|write) E[A-Z]+|Connection terminated|Client has encountered|timeout expired|timeout exceeded|Query read timeout/

/** Whether the database itself went away (restart, broken connection, full disk), as far as the client can tell. */
export function databaseWentAway(error: unknown): boolean {
  if (error instanceof OutcomeUnknown) return true
  if (error instanceof pg.DatabaseError) return lostClasses.test(error.code ?? '')
  // Where a name has several addresses, each fails with an error of its own.
  if (error instanceof AggregateError) return error.errors.some(databaseWentAway)
  return error instanceof Error && lostWords.test(error.message)
}

/** The database is there and has no time: too many wait for the same. Asked again in a moment, it may go. */
export class DatabaseBusy extends Error {}

/** A lock or a statement that took too long; the transaction was rolled back. */
const busyCodes = new Set(['55P03', '57014'])

/** Whether something could not be done in time; nothing of it was done. */
export function databaseIsBusy(error: unknown): boolean {
  if (error instanceof DatabaseBusy) return true
  return error instanceof pg.DatabaseError && busyCodes.has(error.code ?? '')
}

/** Whether the same work may come to its end when it is done again later: what failed was not the work itself. */
export function mayPass(error: unknown): boolean {
  return databaseWentAway(error) || databaseIsBusy(error) || lostToAnother(error)
}

/** Whether an error that came after the commit was sent proves that nothing was done: the database itself said so. */
export function provesRollback(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !databaseWentAway(error)
}
