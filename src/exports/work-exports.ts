import { type FindRights, rightsOrNone } from '../access/actor-rights.ts'
import { type Command, runCommand } from '../platform/command.ts'
import { mayPass } from '../platform/db/failures.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import type { Runtime } from '../platform/runtime.ts'
import { minuteMs } from '../platform/time.ts'
import { exportEvent } from './events.ts'
import { writeExportFile } from './export-files.ts'
import { type ExportJob, type ExportSource, type ExportSources, lackingFor } from './export-job.ts'
import { leaseExport, lockExport, saveDisclosed, saveEnd, saveProgress, takeExportRows } from './export-store.ts'
import { createCellWriter, type WrittenCell } from './write-cells.ts'

/** What a worker of exports works with. */
export type ExportWork = {
  sources: ExportSources
  findRights: FindRights
  folder: string
  /** The time is over: no other one is begun. */
  isOver: () => boolean
  /** The worker is to end: what is being written is given up, and begun anew by the next one. */
  isStopping?: () => boolean
}

/** A worker that is gone is noticed after so long; then the file is begun anew. */
const leaseMs = minuteMs
const portionRows = 500
const system = 'system:exports'

/**
 * Writes the files of the merchant's exports that no other worker is at, the oldest first, until the time is over; one that was begun
 * is written to its end. Answers how many are left.
 */
export async function workExports(runtime: Runtime, merchantId: string, work: ExportWork): Promise<number> {
  while (!work.isOver()) {
    const leased = await runCommand(runtime, { merchantId, actor: system }, async ({ tx, now }) => {
      const held = new Date(now.getTime() + leaseMs)
      const job = await leaseExport(tx, now, held)
      return job && { merchantId, job, held, counts: { done: 0, masked: 0 } }
    })
    if (leased === undefined) return 0
    await writeOne(runtime, leased, work)
  }
  return 1
}

/** Stops the writing of a file that nobody wants any more. */
class Stopped extends Error {}

/** What is being written: until when it is held by this worker, and how far it is. */
type Writing = { merchantId: string; job: ExportJob; held: Date; counts: { done: number; masked: number } }

/** One that nobody foresaw the failure of ends as failed: begun anew for ever, it would hold up those behind it. */
async function writeOne(runtime: Runtime, writing: Writing, work: ExportWork): Promise<void> {
  const { merchantId, job, counts } = writing
  try {
    const file = { folder: work.folder, exportId: job.id, format: job.format }
    const bytes = await writeExportFile(file, tableOf(runtime, writing, work))
    await end(runtime, merchantId, job.id, { status: 'done', bytes, ...counts })
  } catch (error) {
    if (error instanceof Stopped) return
    if (mayPass(error)) throw error
    const code = error instanceof DomainError ? error.code : 'server_fault'
    if (!(error instanceof DomainError)) {
      runtime.logger.error({ merchantId, export: job.id, error: String(error) }, 'a file could not be written')
    }
    await end(runtime, merchantId, job.id, { status: 'failed', code, ...counts })
  }
}

async function* tableOf(
  runtime: Runtime,
  writing: Writing,
  { sources, findRights, isStopping = () => false }: ExportWork,
): AsyncGenerator<WrittenCell[]> {
  const { merchantId, job, counts } = writing
  const source = sources[job.list]
  if (source === undefined) throw new Error(`there is no export of ${job.list}`)
  const cellOf = createCellWriter(job)
  const keys = job.columns.map(({ key }) => key)
  yield job.columns.map(({ title }) => title)
  for (let after = 0; ; ) {
    const kept = await runCommand(runtime, { merchantId, actor: system }, async ({ tx, now }) => {
      const until = isStopping() ? null : new Date(now.getTime() + leaseMs)
      const isWanted = await saveProgress(tx, { id: job.id, ...counts }, { held: writing.held, until })
      return isWanted && until !== null && { until, ...rightsOrNone(await findRights(tx, job.requestedBy, now)) }
    })
    if (kept === false) throw new Stopped()
    const { until, ...rights } = kept
    writing.held = until
    const { requestedBy: actor, origin } = job
    const asked = { merchantId, actor, ...rights, ...(origin !== null && { origin }) }
    const portion = await runCommand(runtime, asked, (command) => readPortion(command, { source, job, keys, after }))
    if (portion.rowNumbers.length === 0) return
    for (const row of portion.rows) yield keys.map((key) => cellOf(key, row[key]))
    counts.done += portion.rowNumbers.length
    counts.masked += portion.masked
    after = portion.rowNumbers.at(-1) ?? after
  }
}

/** @throws DomainError `not_permitted` */
async function readPortion(
  command: Command,
  { source, job, keys, after }: { source: ExportSource; job: ExportJob; keys: readonly string[]; after: number },
) {
  const lacking = lackingFor(source, job, command.may)
  if (lacking !== undefined) throw new DomainError('forbidden', 'not_permitted', { facts: { permission: lacking } })
  const next = await takeExportRows(command.tx, job.id, { after, limit: portionRows, isLocked: job.fullFor !== null })
  const ids = next.map(({ objectId, partId }) => (partId === null ? objectId : `${objectId}:${partId}`))
  const before = new Set(next.filter(({ isDisclosed }) => isDisclosed).map(({ objectId }) => objectId))
  const about = { ids, columns: keys, fullFor: job.fullFor, disclosed: before }
  const { rows, masked, disclosed = [] } = await source.read(command, about)
  await saveDisclosed(command.tx, job.id, { after, objectIds: disclosed.filter((id) => !before.has(id)) })
  const found = ids.flatMap((id) => rows.get(id) ?? [])
  return { rows: found, rowNumbers: next.map(({ rowNumber }) => rowNumber), masked }
}

type End = { status: 'done'; bytes: number } | { status: 'failed'; code: string }

async function end(
  runtime: Runtime,
  merchantId: string,
  exportId: string,
  ended: End & Pick<ExportJob, 'done' | 'masked'>,
): Promise<void> {
  await runCommand(runtime, { merchantId, actor: system }, async ({ tx, now }) => {
    const before = await lockExport(tx, exportId)
    if (before?.status !== 'running') return
    const after: ExportJob = { ...before, ...ended, endedAt: now, version: before.version + 1 }
    await saveEnd(tx, after)
    const type = ended.status === 'done' ? 'list_export.completed' : 'list_export.failed'
    await publish(tx, [exportEvent(type, after, { at: now, actor: before.requestedBy })])
  })
}
