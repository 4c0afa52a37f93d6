import type { DomainEvent } from '../platform/events.ts'
import type { ExportJob } from './export-job.ts'

/** Tells who took out which rows and columns, in which form, and whether contacts were whole: the log of exports. */
export function exportEvent(
  type: 'list_export.requested' | 'list_export.completed' | 'list_export.failed' | 'list_export.cancelled',
  job: ExportJob,
  told: { at: Date; actor: string },
): DomainEvent {
  const { id, version, list, format, filter, fullFor, total, done, masked, code } = job
  const columns = job.columns.map(({ key }) => key)
  const data = { list, format, filter, columns, fullFor, total, done, masked, ...(code !== null && { code }) }
  return { objectType: 'list_export', objectId: id, version, type, data, ...told }
}
