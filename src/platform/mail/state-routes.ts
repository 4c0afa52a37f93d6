import { sql } from 'kysely'
import type { Transaction } from '../db/transaction.ts'
import type { App } from '../http/app.ts'
import { serveQuery } from '../http/serve.ts'
import { requireEverywhere } from '../scope.ts'
import { mailTask } from './mail-job.ts'
import { getMailStateContract } from './state-contract.ts'

/** Whether mail leaves by a server, and who it comes from; set by whoever runs Yidan. */
export type MailWay = { mail: boolean; mailFrom: string | null }

/** Serves how mail leaves. */
export function serveMailState(app: App, { mail, mailFrom }: MailWay): void {
  serveQuery(app, getMailStateContract, async ({ tx, scope }) => {
    requireEverywhere(scope)
    const { oldestAt, ...counts } = await countMails(tx)
    const way = mail ? ('server' as const) : ('folder' as const)
    return { way, from: mailFrom, ...counts, oldestAt: oldestAt?.toISOString() ?? null }
  })
}

type Counts = { waiting: number; failing: number; oldestAt: Date | null }

/** The merchant's mails in the queue; those that were given up are gone from it, and in the log. */
async function countMails(tx: Transaction): Promise<Counts> {
  const row = await tx.row<Counts>(sql`
    select count(*)::int as waiting, count(*) filter (where j.attempts > 0 and j.last_error is not null)::int as failing,
      min(j.created_at) as oldest_at
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = ${mailTask}
    where j.payload ->> 'merchantId' = ${tx.merchantId}`)
  return row ?? { waiting: 0, failing: 0, oldestAt: null }
}
