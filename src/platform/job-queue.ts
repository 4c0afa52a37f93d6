import { sql } from 'kysely'
import { readControl } from './db/control.ts'
import type { Database } from './db/database.ts'
import type { Transaction } from './db/transaction.ts'

/** Frees jobs that were locked before `before`: the workers that took them are gone. */
export async function freeJobsLockedBefore(database: Pick<Database, 'readPool'>, before: Date): Promise<void> {
  await readControl(database, (control) =>
    control.run(sql`
      select graphile_worker.force_unlock_workers(array(
        select distinct locked_by from graphile_worker.jobs where locked_at < ${before}))`),
  )
}

/** Has a task of the queue run when the transaction has committed; asked for again before it runs, it runs once. */
export async function wakeTask(tx: Transaction, task: string): Promise<void> {
  await tx.run(sql`select graphile_worker.add_job(${task}, '{}'::json, job_key => ${`${task}_now`})`)
}
