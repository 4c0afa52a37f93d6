import { type ActorRights, type FindRights, rightsOrNone } from '../access/actor-rights.ts'
import { type Command, runCommand } from '../platform/command.ts'
import { mayPass } from '../platform/db/failures.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { outcomeOf } from '../platform/outcome-of.ts'
import type { Runtime } from '../platform/runtime.ts'
import { applyAction } from '../platform/states.ts'
import { minuteMs } from '../platform/time.ts'
import { type BulkAction, type BulkActions, type BulkJob, type BulkRow, bulkJobActions } from './bulk-job.ts'
import { findBulkRows } from './bulk-queries.ts'
import { claimRow, leaseBulkJob, lockBulkJob, renewLease, saveBulkJob, saveRow } from './bulk-store.ts'
import { bulkJobEvent } from './events.ts'

/** What a worker of bulk jobs works with. */
export type BulkWork = { actions: BulkActions; findRights: FindRights; isOver: () => boolean }

/** A worker that is gone is noticed after so long. */
const leaseMs = minuteMs
const portionRows = 30
/** So many rows are done at the same time: most of one is waiting for the database. */
const lanes = 3

/**
 * Works the merchant's bulk jobs that no other worker is at, the oldest first, until none is left or the time is over. Answers how
 * many are left. Each row is a transaction of its own with what became of it: what was cut off is neither lost nor done twice.
 */
export async function workBulkJobs(runtime: Runtime, merchantId: string, work: BulkWork): Promise<number> {
  while (!work.isOver()) {
    const job = await lease(runtime, merchantId)
    if (job === undefined) return 0
    if (!(await workOne(runtime, merchantId, job, work))) return 1
  }
  return 1
}

const system = 'system:bulk'

function lease(runtime: Runtime, merchantId: string): Promise<BulkJob | undefined> {
  return runCommand(runtime, { merchantId, actor: system }, ({ tx, now }) =>
    leaseBulkJob(tx, now, new Date(now.getTime() + leaseMs)),
  )
}

/** Whether the job has come to its end. */
async function workOne(runtime: Runtime, merchantId: string, job: BulkJob, work: BulkWork): Promise<boolean> {
  const action = work.actions[job.list]?.[job.action]
  for (;;) {
    const isOver = work.isOver()
    const portion = await runCommand(runtime, { merchantId, actor: system }, async ({ tx, now }) => {
      const until = isOver ? null : new Date(now.getTime() + leaseMs)
      const present = await renewLease(tx, job.id, until)
      if (present === undefined || isOver) return { present, rows: [], rights: undefined }
      const [rows, rights] = await Promise.all([
        findBulkRows(tx, job.id, { status: 'waiting', limit: portionRows }),
        work.findRights(tx, job.requestedBy, now),
      ])
      return { present, rows, rights }
    })
    if (portion.present === undefined) return true
    if (isOver) return false
    if (portion.rows.length === 0) return complete(runtime, merchantId, job.id)
    const rights = rightsOrNone(portion.rights)
    await workRows(runtime, { merchantId, job: portion.present, rights, action }, portion.rows)
  }
}

type Working = { merchantId: string; job: BulkJob; rights: ActorRights; action: BulkAction | undefined }

async function workRows(runtime: Runtime, working: Working, rows: readonly BulkRow[]): Promise<void> {
  const waiting = rows[Symbol.iterator]()
  const lane = async () => {
    for (const row of waiting) await workRow(runtime, working, row)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** A row that nobody foresaw the failure of fails alone: it is told, and the rows behind it and other jobs go on. */
async function workRow(runtime: Runtime, working: Working, row: BulkRow): Promise<void> {
  const { merchantId, job } = working
  try {
    await tryRow(runtime, working, row)
  } catch (error) {
    if (mayPass(error)) throw error
    runtime.logger.error({ merchantId, bulkJob: job.id, row: row.rowNumber, error: String(error) }, 'a row failed')
    await runCommand(runtime, { merchantId, actor: system }, async ({ tx }) => {
      if (!(await claimRow(tx, job.id, row.rowNumber))) return
      await saveRow(tx, job.id, { rowNumber: row.rowNumber, code: 'server_fault', facts: {}, result: null })
    })
  }
}

async function tryRow(runtime: Runtime, { merchantId, job, rights, action }: Working, row: BulkRow): Promise<void> {
  const { requestedBy: actor, origin } = job
  await runCommand(runtime, { merchantId, actor, ...rights, ...(origin !== null && { origin }) }, async (command) => {
    const { tx } = command
    if (!(await claimRow(tx, job.id, row.rowNumber))) return
    const named = { ...command, tx: { ...tx, remarks: { ...tx.remarks, bulkJob: job.id, ...undoneBy(job) } } }
    const outcome = await outcomeOf(tx, () => doRow(named, { job, action, row }))
    const { rowNumber } = row
    if ('value' in outcome) return saveRow(tx, job.id, { rowNumber, code: null, facts: null, result: outcome.value })
    const { code, facts } = outcome.refusal
    await saveRow(tx, job.id, { rowNumber, code, facts, result: null })
  })
}

function undoneBy({ reverses }: BulkJob): Record<string, string> {
  return reverses === null ? {} : { undoes: reverses }
}

/** @throws DomainError what the single act is refused with, `not_permitted`, `bulk_input_forgotten` */
async function doRow(
  command: Command,
  { job, action, row }: { job: BulkJob; action: BulkAction | undefined; row: BulkRow },
): Promise<object | null> {
  if (action === undefined) throw new Error(`there is no bulk act ${job.list} ${job.action}`)
  const permission = ['bulk.work', action.permission].find((each) => command.may?.(each) !== true)
  if (permission !== undefined) throw new DomainError('forbidden', 'not_permitted', { facts: { permission } })
  if (job.input === null) throw new DomainError('conflict', 'bulk_input_forgotten')
  return action.work(command, row, job.input)
}

/** Ends a job of which no row waits any more. */
function complete(runtime: Runtime, merchantId: string, jobId: string): Promise<boolean> {
  return runCommand(runtime, { merchantId, actor: system }, async ({ tx, now }) => {
    const before = await lockBulkJob(tx, jobId)
    if (before?.status !== 'running' || before.done + before.failed < before.total) return true
    const status = applyAction(bulkJobActions, 'complete', before.status)
    const after = { ...before, status, endedAt: now, version: before.version + 1 }
    await saveBulkJob(tx, after)
    await publish(tx, [bulkJobEvent('bulk_job.completed', after, { at: now, actor: before.requestedBy })])
    return true
  })
}
