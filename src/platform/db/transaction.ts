import type pg from 'pg'
import { type Database, type Query, type Statements, statementsOn } from './database.ts'
import { databaseWentAway, isAfterFailure, OutcomeUnknown, provesRollback } from './failures.ts'

/** One transaction of one merchant: the only way to a merchant's tables. */
export type Transaction = Statements & {
  merchantId: string
  subscribersOf: Database['subscribersOf']
  clock: Database['clock']
  /** From where each of those who act in it asked, by actor: see `noteOrigin`. */
  origins: Map<string, string>
  /** Sends the last statements together with the commit, in one round trip; nothing may follow. */
  commitWith: (queries: readonly Query<unknown>[]) => Promise<void>
  /** What every event of it tells besides, such as who asked for what another does. */
  remarks?: Readonly<Record<string, string>>
  /** Hears of what is published, where somebody only looks at what would happen. */
  hearEvents?: (events: readonly object[]) => void
}

/**
 * Runs `work` in a read-write transaction that sees the rows of one merchant. Commits when it returns, rolls back when
 * it throws. Nothing of the outside world may be awaited inside.
 * @throws OutcomeUnknown when the commit was sent and its answer did not come
 */
export function transact<T>(database: Database, merchantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(database, database.pool, { merchantId, begin: 'begin' }, work)
}

/**
 * Runs `work` in a transaction as `transact` does, hears what it publishes, and undoes all of it: only the answer is left.
 * What it locks it keeps locked until then.
 */
export function rehearse<T>(
  database: Database,
  merchantId: string,
  hearEvents: NonNullable<Transaction['hearEvents']>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(database, database.pool, { merchantId, begin: 'begin', hearEvents }, work)
}

/** Runs `work` in a read-only transaction on one unchanging picture of the database. */
export function read<T>(database: Database, merchantId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const begin = 'begin isolation level repeatable read read only'
  return inTransaction(database, database.readPool, { merchantId, begin }, work)
}

const merchantIdForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function inTransaction<T>(
  { subscribersOf, clock }: Database,
  pool: pg.Pool,
  { merchantId, begin, hearEvents }: { merchantId: string; begin: string; hearEvents?: Transaction['hearEvents'] },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  // It goes into a statement's text, because SET takes no parameter: only a parsed id may.
  if (!merchantIdForm.test(merchantId)) throw new Error('not a merchant id')
  const client = await pool.connect()
  let broken: Error | undefined
  const opened = Promise.all([client.query(begin), client.query(`set local yidan.merchant_id = '${merchantId}'`)])
  opened.catch(() => {})
  let commitSent = false
  let firstFailure: unknown
  const statements = statementsOn(client, (failure) => {
    firstFailure ??= failure
  })
  try {
    const tx: Transaction = {
      ...statements,
      merchantId,
      subscribersOf,
      clock,
      origins: new Map(),
      ...(hearEvents !== undefined && { hearEvents }),
      commitWith: async (queries) => {
        commitSent = hearEvents === undefined
        await sendTogether(client, statements, queries, commitSent)
      },
    }
    const result = await work(tx)
    await opened
    if (hearEvents !== undefined) broken = await rollBack(client)
    else if (!commitSent) {
      commitSent = true
      await client.query('commit')
    }
    return result
  } catch (error) {
    // Statements sent together fail with their first one; what the others say of it tells nothing.
    const cause = isAfterFailure(error) ? (firstFailure ?? error) : error
    broken = databaseWentAway(cause) ? asError(cause) : await rollBack(client)
    throw commitSent && !provesRollback(cause) ? new OutcomeUnknown(cause) : cause
  } finally {
    client.release(broken)
  }
}

/** A statement that fails makes the commit behind it a rollback, so the first failure tells the whole story. */
async function sendTogether(
  client: pg.PoolClient,
  { run }: Statements,
  queries: readonly Query<unknown>[],
  withCommit: boolean,
): Promise<void> {
  const sent = [...queries.map((query) => run(query)), ...(withCommit ? [client.query('commit')] : [])]
  const results = await Promise.allSettled(sent)
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** A connection that cannot roll back is not given back to the pool: the error is its reason. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return asError(error)
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
