import type { RawBuilder } from 'kysely'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { wakeTask } from '../platform/job-queue.ts'
import { type BulkJob, maxBulkRows } from './bulk-job.ts'
import { insertBulkJob, insertBulkRows, saveTotal } from './bulk-store.ts'
import { bulkJobEvent } from './events.ts'

/** The queue's name for the task that works on jobs. */
export const bulkTask = 'bulk_work'

/** What is to be done, with which objects; `source` selects their `id`, `label` and `position`. */
export type BulkRequest = {
  list: string
  action: string
  input: object
  filter: object | null
  source: RawBuilder<unknown>
}

/**
 * Takes a bulk job on. The objects are those of this moment; the work begins when the transaction has committed.
 * @throws DomainError `nothing_selected`, `selection_too_large`
 */
export async function requestBulkJob(command: Command, { source, ...asked }: BulkRequest): Promise<BulkJob> {
  const { tx, now, actor, origin } = command
  const job: BulkJob = {
    ...{ id: newId(now), ...asked, requestedBy: actor, origin: origin ?? null, requestedAt: now },
    ...{ status: 'running', total: 0, done: 0, failed: 0, reverses: null, endedAt: null, version: 1 },
  }
  await insertBulkJob(tx, job)
  return openBulkJob(command, job, await insertBulkRows(tx, job.id, source))
}

/** Tells of a job that has its rows, and wakes its worker. @throws DomainError `nothing_selected`, `selection_too_large` */
export async function openBulkJob({ tx, now, actor }: Command, job: BulkJob, total: number): Promise<BulkJob> {
  if (total === 0) throw new DomainError('refused', 'nothing_selected')
  if (total > maxBulkRows) throw new DomainError('refused', 'selection_too_large', { facts: { most: maxBulkRows } })
  const opened = { ...job, total }
  await saveTotal(tx, job.id, total)
  await publish(tx, [bulkJobEvent('bulk_job.requested', opened, { at: now, actor })])
  await wakeTask(tx, bulkTask)
  return opened
}
