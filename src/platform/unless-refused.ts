import { sql } from 'kysely'
import type { Command } from './command.ts'
import { DomainError } from './errors.ts'

/** Does one thing of many: what is refused has done nothing, and the others go on. Answers the refusal. */
export async function unlessRefused({ tx }: Command, work: () => Promise<unknown>): Promise<DomainError | undefined> {
  await tx.run(sql`savepoint one_of_many`)
  try {
    await work()
    await tx.run(sql`release savepoint one_of_many`)
    return undefined
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await tx.run(sql`rollback to savepoint one_of_many`)
    return error
  }
}
