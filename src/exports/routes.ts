import type { z } from 'zod'
import { runQuery } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { App, Principal } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { type HeadedAnswer, serveCall, serveCommand } from '../platform/http/serve.ts'
import * as contracts from './contract.ts'
import { exportFolder, openExportFile } from './export-files.ts'
import { type ExportJob, type ExportSources, isWhollyWithin, keptUntil, lackingFor } from './export-job.ts'
import { findExport, findExports } from './export-queries.ts'
import { cancelExport } from './request-export.ts'

/** Serves the exports of who asks, and their files. What begins one is served by the module whose list it is. */
export function serveExports(app: App, sources: ExportSources): void {
  serveCall(app, contracts.listExportsContract, ({ principal, input: { limit, after } }) =>
    runQuery(app.runtime, principal, async ({ tx }) => {
      const [lastId] = decodeCursor(after, idForm) ?? []
      const jobs = await findExports(tx, principal.actor, { limit: limit + 1, after: lastId })
      const page = pageFrom(jobs, limit, ({ id }) => [id])
      return { status: 200, body: { ...page, items: page.items.map((job) => viewFor(sources, principal, job)) } }
    }),
  )
  serveCall(app, contracts.getExportContract, ({ principal, input: { exportId } }) =>
    runQuery(app.runtime, principal, async ({ tx }) => {
      return { status: 200, body: viewFor(sources, principal, await requireOwn(tx, exportId, principal.actor)) }
    }),
  )
  serveCall(app, contracts.downloadExportContract, async ({ principal, input: { exportId } }) => {
    const job = await runQuery(app.runtime, principal, ({ tx }) => requireOwn(tx, exportId, principal.actor))
    if (isWithheld(sources, principal, job)) throw new DomainError('forbidden', 'export_withheld')
    return fileOf(app, job)
  })
  serveCommand(app, contracts.cancelExportContract, async (command, input) =>
    viewExport(await cancelExport(command, input)),
  )
}

/** An export as it leaves. */
export function viewExport(job: ExportJob, isWithheld = false): z.input<typeof contracts.exportForm> {
  const { columns, words, timeZone, requestedBy, scope, origin, requestedAt, endedAt, filter, ...rest } = job
  return {
    ...rest,
    filter: filter as Record<string, unknown> | null,
    requestedAt: requestedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    isWithheld,
    keptUntil: keptUntil(job)?.toISOString() ?? null,
  }
}

type Asking = Pick<Principal, 'may' | 'scope'>

function viewFor(sources: ExportSources, asking: Asking, job: ExportJob): z.input<typeof contracts.exportForm> {
  return viewExport(job, isWithheld(sources, asking, job))
}

/** Whether who asked for a file may no longer have what stands in it: it was written for what they might then. */
function isWithheld(sources: ExportSources, { may, scope }: Asking, job: ExportJob): boolean {
  if (job.status !== 'done') return false
  const source = sources[job.list]
  return source === undefined || lackingFor(source, job, may) !== undefined || !isWhollyWithin(job.scope, scope)
}

/** @throws DomainError `export_not_ready`, `export_expired` */
async function fileOf({ runtime }: App, job: ExportJob): Promise<HeadedAnswer> {
  const until = keptUntil(job)
  if (until === null) throw new DomainError('conflict', 'export_not_ready', { facts: { status: job.status } })
  const { id: exportId, format, list } = job
  const isKept = runtime.dataDir !== undefined && until > runtime.clock()
  const file = isKept
    ? await openExportFile({ folder: exportFolder(runtime.dataDir as string), exportId, format })
    : undefined
  if (file === undefined) throw new DomainError('conflict', 'export_expired')
  const [csv, xlsx] = contracts.downloadExportContract.media
  const name = `${list}-${job.requestedAt.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')}.${format}`
  return {
    status: 200,
    body: file.stream,
    headers: {
      'content-type': format === 'csv' ? `${csv}; charset=utf-8` : String(xlsx),
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(file.bytes),
    },
  }
}

async function requireOwn(tx: Transaction, exportId: string, actor: string): Promise<ExportJob> {
  const job = await findExport(tx, exportId, actor)
  if (job === undefined) throw new DomainError('not_found', 'export_not_found')
  return job
}
