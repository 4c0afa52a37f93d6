import { runCommand } from '../../platform/command.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCall, serveQuery } from '../../platform/http/serve.ts'
import { requireEverywhere } from '../../platform/scope.ts'
import { exportAuditContract, findAuditSealContract, listAuditEntriesContract } from './contract.ts'
import { listEntries } from './entry-queries.ts'
import { entriesCsv, viewEntry } from './entry-view.ts'
import { exportEntries } from './export-entries.ts'
import { findLastBlock } from './seal-store.ts'

/** Serves the audit: its entries, its newest seal, and exports of it. It tells of all places and channels: not to who is narrowed. */
export function serveAudit(app: App): void {
  serveQuery(app, listAuditEntriesContract, async ({ tx, scope }, input) => {
    // What was done in every place and channel.
    requireEverywhere(scope)
    const { items, next } = await listEntries(tx, input)
    return { items: items.map(viewEntry), next }
  })
  serveQuery(app, findAuditSealContract, async ({ tx, scope }) => {
    requireEverywhere(scope)
    const block = await findLastBlock(tx)
    if (block === undefined) return { seal: null, sealedAt: null }
    const seal = `${tx.merchantId}/${block.number}/${block.mac.toString('hex')}`
    return { seal, sealedAt: block.sealedAt.toISOString() }
  })
  // Not kept under an idempotency key: an answer of ten thousand entries is not for keeping.
  serveCall(app, exportAuditContract, async ({ principal, input }) => {
    requireEverywhere(principal.scope)
    const { entries, next } = await runCommand(app.runtime, principal, (command) => exportEntries(command, input))
    return { status: 200, body: { entries: entries.length, csv: entriesCsv(entries), next } }
  })
}
