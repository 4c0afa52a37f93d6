import { sql } from 'kysely'
import type { Outcome } from './batch.ts'
import type { Transaction } from './db/transaction.ts'
import { DomainError } from './errors.ts'

/** Does one thing of many in a transaction: what is refused has written nothing, and leaves the others alone. */
export async function outcomeOf<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Outcome<Result>> {
  await tx.run(sql`savepoint before_one`)
  try {
    const value = await work()
    await tx.run(sql`release savepoint before_one`)
    return { value }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await tx.run(sql`rollback to savepoint before_one`)
    return { refusal: error }
  }
}
