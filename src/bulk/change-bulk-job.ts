import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { wakeTask } from '../platform/job-queue.ts'
import { applyAction } from '../platform/states.ts'
import { type BulkActions, type BulkJob, bulkJobActions, requireReversible } from './bulk-job.ts'
import { insertBulkJob, insertReversedRows, lockBulkJob, resetFailedRows, saveBulkJob } from './bulk-store.ts'
import { bulkJobEvent } from './events.ts'
import { bulkTask, openBulkJob } from './request-bulk-job.ts'

type Asked = { jobId: string }

/**
 * Stops a job: what is done stays done, what waits is left.
 * @throws DomainError `job_not_found`, `action_not_allowed`
 */
export async function cancelBulkJob(command: Command, { jobId }: Asked): Promise<BulkJob> {
  const before = await lockOwn(command, jobId)
  const status = applyAction(bulkJobActions, 'cancel', before.status)
  const after = { ...before, status, endedAt: command.now, version: before.version + 1 }
  return save(command, after, 'bulk_job.cancelled')
}

/**
 * Tries again what failed, and goes on with what a cancellation left.
 * @throws DomainError `job_not_found`, `action_not_allowed`, `nothing_left`, `bulk_input_forgotten`
 */
export async function retryBulkJob(command: Command, { jobId }: Asked): Promise<BulkJob> {
  const before = await lockOwn(command, jobId)
  const status = applyAction(bulkJobActions, 'retry', before.status)
  if (before.done === before.total) throw new DomainError('conflict', 'nothing_left')
  if (before.input === null) throw new DomainError('conflict', 'bulk_input_forgotten')
  await resetFailedRows(command.tx, jobId)
  const after = { ...before, status, failed: 0, endedAt: null, version: before.version + 1 }
  await wakeTask(command.tx, bulkTask)
  return save(command, after, 'bulk_job.retried')
}

/**
 * Takes back what a job did, by another job: each object alone, as far as the single act can be taken back.
 * @throws DomainError `job_not_found`, `not_reversible`, `action_not_allowed`, `nothing_left`, `not_permitted`
 */
export async function reverseBulkJob(command: Command, actions: BulkActions, { jobId }: Asked): Promise<BulkJob> {
  const { tx, now, actor, origin } = command
  const reversed = await lockOwn(command, jobId)
  const action = requireReversible(reversed, actions[reversed.list]?.[reversed.action])
  const permission = actions[reversed.list]?.[action]?.permission ?? ''
  if (command.may?.(permission) === false)
    throw new DomainError('forbidden', 'not_permitted', { facts: { permission } })
  const job: BulkJob = {
    ...{
      id: newId(now),
      list: reversed.list,
      action,
      input: {},
      filter: null,
      requestedBy: actor,
      origin: origin ?? null,
    },
    ...{
      requestedAt: now,
      status: 'running',
      total: 0,
      done: 0,
      failed: 0,
      reverses: jobId,
      endedAt: null,
      version: 1,
    },
  }
  await insertBulkJob(tx, job)
  return openBulkJob(command, job, await insertReversedRows(tx, job.id, jobId))
}

/** A job is its requester's. @throws DomainError `job_not_found` */
async function lockOwn({ tx, actor }: Command, jobId: string): Promise<BulkJob> {
  const job = await lockBulkJob(tx, jobId)
  if (job === undefined || job.requestedBy !== actor) throw new DomainError('not_found', 'job_not_found')
  return job
}

async function save(
  { tx, now, actor }: Command,
  job: BulkJob,
  type: 'bulk_job.cancelled' | 'bulk_job.retried',
): Promise<BulkJob> {
  await saveBulkJob(tx, job)
  await publish(tx, [bulkJobEvent(type, job, { at: now, actor })])
  return job
}
