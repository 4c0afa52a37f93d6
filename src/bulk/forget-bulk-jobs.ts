import type { Command } from '../platform/command.ts'
import { dayMs, hourMs } from '../platform/time.ts'
import { bulkInputHours } from './bulk-job.ts'
import { findJobsAbout } from './bulk-queries.ts'
import { deleteRowsBefore, forgetInputsBefore, forgetInputsOf } from './bulk-store.ts'

const keptDays = 30
const rowsAtOnce = 5000

/** Forgets a portion of what is past: what jobs were given after a day, what became of their rows after a month. Answers how much. */
export async function forgetBulkJobs({ tx, now }: Pick<Command, 'tx' | 'now'>): Promise<number> {
  const inputs = await forgetInputsBefore(tx, new Date(now.getTime() - bulkInputHours * hourMs))
  return inputs + (await deleteRowsBefore(tx, new Date(now.getTime() - keptDays * dayMs), rowsAtOnce))
}

/** Forgets what jobs about some objects were given: it may hold what was written of a person. */
export async function forgetBulkInputs({ tx }: Pick<Command, 'tx'>, objectIds: readonly string[]): Promise<number> {
  return forgetInputsOf(tx, await findJobsAbout(tx, objectIds))
}
