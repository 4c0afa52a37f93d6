import type { DomainEvent } from '../platform/events.ts'
import type { BulkJob } from './bulk-job.ts'

/** What is told of a job as a whole; what it did is told by the events of its objects, which name it. */
export type BulkJobEventType = 'bulk_job.requested' | 'bulk_job.completed' | 'bulk_job.cancelled' | 'bulk_job.retried'

/** Tells what became of a job: its act, what its rows were chosen by, and how many there are of each kind. */
export function bulkJobEvent(
  type: BulkJobEventType,
  { id, version, list, action, filter, total, done, failed, reverses }: BulkJob,
  told: { at: Date; actor: string },
): DomainEvent {
  const data = { list, action, filter, total, done, failed, ...(reverses !== null && { undoes: reverses }) }
  return { objectType: 'bulk_job', objectId: id, version, type, data, ...told }
}
