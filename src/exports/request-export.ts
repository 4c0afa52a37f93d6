import type { RawBuilder } from 'kysely'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { wakeTask } from '../platform/job-queue.ts'
import { everywhere } from '../platform/scope.ts'
import { exportEvent } from './events.ts'
import { type ExportJob, type ExportSource, keptScope, lackingFor, maxExportRows } from './export-job.ts'
import { insertExport, insertExportRows, lockExport, saveEnd, saveExportTotal } from './export-store.ts'

/** The queue's name for the task that writes files. */
export const exportTask = 'export_work'

/** What is to be taken out; `source` selects the `id` and `position` of its rows, and their `part_id` where ids have two parts. */
export type ExportRequest = Pick<
  ExportJob,
  'list' | 'format' | 'columns' | 'words' | 'timeZone' | 'filter' | 'fullFor'
> & {
  source: RawBuilder<unknown>
  hasParts?: boolean
  permissions: ExportSource['permissions']
}

/**
 * Takes an export on. Its rows are those of this moment; the file is written when the transaction has committed.
 * @throws DomainError `not_permitted`, `nothing_selected`, `selection_too_large`
 */
export async function requestExport(
  command: Command,
  { source, hasParts = false, permissions, ...asked }: ExportRequest,
): Promise<ExportJob> {
  const { tx, now, actor, origin, scope = everywhere, may = () => true } = command
  const lacking = lackingFor({ permissions }, asked, may)
  if (lacking !== undefined) throw new DomainError('forbidden', 'not_permitted', { facts: { permission: lacking } })
  const job: ExportJob = {
    ...{ id: newId(now), ...asked, requestedBy: actor, scope: keptScope(scope), origin: origin ?? null },
    ...{ requestedAt: now, status: 'running', code: null, total: 0, done: 0, masked: 0, bytes: 0 },
    ...{ endedAt: null, version: 1 },
  }
  await insertExport(tx, job)
  const total = await insertExportRows(tx, job.id, { source, hasParts })
  if (total === 0) throw new DomainError('refused', 'nothing_selected')
  if (total > maxExportRows) throw new DomainError('refused', 'selection_too_large', { facts: { most: maxExportRows } })
  await saveExportTotal(tx, job.id, total)
  await publish(tx, [exportEvent('list_export.requested', { ...job, total }, { at: now, actor })])
  await wakeTask(tx, exportTask)
  return { ...job, total }
}

/**
 * Stops an export that is being written.
 * @throws DomainError `export_not_found`, `action_not_allowed`
 */
export async function cancelExport(
  { tx, now, actor }: Command,
  { exportId }: { exportId: string },
): Promise<ExportJob> {
  const before = await lockExport(tx, exportId)
  if (before === undefined || before.requestedBy !== actor) throw new DomainError('not_found', 'export_not_found')
  if (before.status !== 'running') {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action: 'cancel', state: before.status } })
  }
  const after: ExportJob = { ...before, status: 'cancelled', endedAt: now, version: before.version + 1 }
  await saveEnd(tx, after)
  await publish(tx, [exportEvent('list_export.cancelled', after, { at: now, actor })])
  return after
}
