import type { z } from 'zod'
import { csvRow } from '../../platform/csv.ts'
import { idTime } from '../../platform/ids.ts'
import type { auditEntryView } from './contract.ts'
import type { AuditEntry } from './entry-queries.ts'

/** An entry as it is shown. */
export function viewEntry({ entryId: id, at, data, ...entry }: AuditEntry): z.output<typeof auditEntryView> {
  const { changes = {}, ...facts } = data as { changes?: Record<string, unknown> }
  const { objectType, objectId, version, type, actor, origin } = entry
  const recordedAt = idTime(id).toISOString()
  return {
    ...{ id, recordedAt, at: at.toISOString(), actor, origin, type, objectType, objectId, version, changes, facts },
  }
}

const headings = [
  ...(['id', 'recordedAt', 'at', 'actor', 'origin', 'type'] as const),
  ...(['objectType', 'objectId', 'version', 'changes', 'facts'] as const),
] as const

/** Entries as CSV with a line of headings. */
export function entriesCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map(viewEntry).map((view) => csvRow(headings.map((name) => cellOf(view[name]))))
  return csvRow(headings) + rows.join('')
}

function cellOf(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
