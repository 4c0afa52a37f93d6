import { sql } from 'kysely'
import type { Command } from './command.ts'

/**
 * Runs work within a command and undoes it, and nobody hears of it: it tells whether it could be done now.
 * @throws DomainError what it would be refused with
 */
export async function tryOut(command: Command, work: (command: Command) => Promise<unknown>): Promise<void> {
  const { tx } = command
  await tx.run(sql`savepoint before_trial`)
  await work({ ...command, tx: { ...tx, hearEvents: () => {} } })
  await tx.run(sql`rollback to savepoint before_trial`)
}
