import type { Command } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { type AuditEntry, type AuditFilter, listEntries } from './entry-queries.ts'

/** A part of an export holds so many entries at the most, and is looked for in so many pages. */
const most = { entries: 10_000, pages: 50 }
const pageEntries = 1000

/** Takes out entries, newest first, and tells by whom and by which search it was done; `next` is where the next part begins. */
export async function exportEntries(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  { after, ...filter }: AuditFilter & { after?: string | undefined },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  const entries: AuditEntry[] = []
  let next: string | null = after ?? null
  for (let page = 0; page < most.pages; page++) {
    const limit = Math.min(pageEntries, most.entries - entries.length)
    const found = await listEntries(tx, { ...filter, limit, ...(next !== null && { after: next }) })
    entries.push(...found.items)
    next = found.next
    if (next === null || entries.length >= most.entries) break
  }
  await publish(tx, [
    {
      ...{ objectType: 'audit_export', objectId: newId(now), version: 1, type: 'audit.exported', actor, at: now },
      data: { filter, entries: entries.length },
    },
  ])
  return { entries, next }
}
