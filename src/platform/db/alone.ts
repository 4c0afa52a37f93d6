import type pg from 'pg'

/**
 * Runs `work` while no other process of this database runs work under the same number; waits until it may. Holds one
 * connection of the pool for as long.
 */
export async function alone<T>(pool: pg.Pool, lockNumber: number, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    // The lock may be held for as long as the work of another takes.
    await client.query('set lock_timeout = 0; set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    return await work()
  } finally {
    // Its settings and its lock go with the connection.
    client.release(new Error('held a lock'))
  }
}
