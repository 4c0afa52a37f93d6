import type pg from 'pg'
import { type Database, type Statements, statementsOn } from './database.ts'

/** Runs `work` in a transaction that belongs to no merchant: it sees the control tables, and no row of a merchant's. */
export async function transactControl<T>(pool: pg.Pool, work: (control: Statements) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(statementsOn(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Runs one reading `work` on the control tables, outside any transaction. */
export async function readControl<T>(
  { readPool }: Pick<Database, 'readPool'>,
  work: (control: Statements) => Promise<T>,
): Promise<T> {
  const client = await readPool.connect()
  let broken: Error | undefined
  try {
    return await work(statementsOn(client))
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}
