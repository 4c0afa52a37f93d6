import type { z } from 'zod'
import { runQuery } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCall, serveCommand } from '../platform/http/serve.ts'
import type { BulkActions, BulkJob } from './bulk-job.ts'
import { findBulkJob, findBulkJobs, findBulkRows } from './bulk-queries.ts'
import { cancelBulkJob, retryBulkJob, reverseBulkJob } from './change-bulk-job.ts'
import * as contracts from './contract.ts'

/** Serves the bulk jobs of who asks. What begins one is served by the module whose objects it is about. */
export function serveBulkJobs(app: App, actions: BulkActions): void {
  serveReading(app, actions)
  serveCommand(app, contracts.cancelBulkJobContract, async (command, input) =>
    viewBulkJob(await cancelBulkJob(command, input), actions),
  )
  serveCommand(app, contracts.retryBulkJobContract, async (command, input) =>
    viewBulkJob(await retryBulkJob(command, input), actions),
  )
  serveCommand(app, contracts.reverseBulkJobContract, async (command, input) =>
    viewBulkJob(await reverseBulkJob(command, actions, input), actions),
  )
}

function serveReading(app: App, actions: BulkActions): void {
  serveCall(app, contracts.listBulkJobsContract, ({ principal, input: { limit, after } }) =>
    runQuery(app.runtime, principal, async ({ tx }) => {
      const [lastId] = decodeCursor(after, idForm) ?? []
      const jobs = await findBulkJobs(tx, principal.actor, { limit: limit + 1, after: lastId })
      const page = pageFrom(jobs, limit, ({ id }) => [id])
      return { status: 200, body: { ...page, items: page.items.map((job) => viewBulkJob(job, actions)) } }
    }),
  )
  serveCall(app, contracts.getBulkJobContract, ({ principal, input: { jobId } }) =>
    runQuery(app.runtime, principal, async ({ tx }) => {
      return { status: 200, body: viewBulkJob(await requireOwn(tx, jobId, principal.actor), actions) }
    }),
  )
  serveCall(app, contracts.listBulkRowsContract, ({ principal, input: { jobId, status, limit, after } }) =>
    runQuery(app.runtime, principal, async ({ tx }) => {
      await requireOwn(tx, jobId, principal.actor)
      const [last] = decodeCursor(after, /^\d{1,9}$/) ?? []
      const rows = await findBulkRows(tx, jobId, {
        status,
        limit: limit + 1,
        after: last === undefined ? undefined : Number(last),
      })
      const { items, next } = pageFrom(rows, limit, ({ rowNumber }) => [String(rowNumber)])
      return { status: 200, body: { items: items.map(({ given, ...row }) => row), next } }
    }),
  )
}

/** A job as it leaves: not what it was given, which may be what people wrote. */
export function viewBulkJob(job: BulkJob, actions: BulkActions): z.input<typeof contracts.bulkJobForm> {
  const { input, requestedBy, origin, requestedAt, endedAt, filter, ...rest } = job
  const hasEnded = job.status !== 'running'
  return {
    ...rest,
    filter: filter as Record<string, unknown> | null,
    isRetryable: hasEnded && job.done < job.total && input !== null,
    isReversible: hasEnded && job.done > 0 && actions[job.list]?.[job.action]?.reversedBy !== undefined,
    requestedAt: requestedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }
}

async function requireOwn(tx: Transaction, jobId: string, actor: string): Promise<BulkJob> {
  const job = await findBulkJob(tx, jobId, actor)
  if (job === undefined) throw new DomainError('not_found', 'job_not_found')
  return job
}
