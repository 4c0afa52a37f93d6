import { runCommand } from '../../platform/command.ts'
import type { App } from '../../platform/http/app.ts'
import { serveCall, serveQuery } from '../../platform/http/serve.ts'
import { requireEverywhere } from '../../platform/scope.ts'
import { nameActors } from '../actor-names.ts'
import { exportAuditContract, findAuditSealContract, listAuditEntriesContract } from './contract.ts'
import { type AuditEntry, listEntries } from './entry-queries.ts'
import { entriesCsv, viewEntry } from './entry-view.ts'
import { exportEntries } from './export-entries.ts'
import { findLastBlock } from './seal-store.ts'

/** Serves the audit: its entries, its newest seal, and exports of it. It tells of all places and channels: not to who is narrowed. */
export function serveAudit(app: App): void {
  serveQuery(app, listAuditEntriesContract, async (query, input) => {
    // What was done in every place and channel.
    requireEverywhere(query.scope)
    const { items, next } = await listEntries(query.tx, input)
    const names = await namesOf(query, items)
    return { items: items.map((entry) => viewEntry(entry, names)), next }
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
    return runCommand(app.runtime, principal, async (command) => {
      const { entries, next } = await exportEntries(command, input)
      const csv = entriesCsv(entries, await namesOf(command, entries))
      return { status: 200, body: { entries: entries.length, csv, next } }
    })
  })
}

function namesOf(context: Parameters<typeof nameActors>[0], entries: readonly AuditEntry[]) {
  return nameActors(
    context,
    entries.map(({ actor }) => actor),
  )
}
