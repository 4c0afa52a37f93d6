import type { z } from 'zod'
import { csvRow } from '../../platform/csv.ts'
import { idTime } from '../../platform/ids.ts'
import type { auditEntryView } from './contract.ts'
import type { AuditEntry } from './entry-queries.ts'

/** Names of actors, as far as the reader may see them. */
export type ActorNames = ReadonlyMap<string, string>

/** An entry as it is shown. */
export function viewEntry(
  { entryId: id, at, data, ...entry }: AuditEntry,
  names: ActorNames,
): z.output<typeof auditEntryView> {
  const { changes = {}, ...facts } = data as { changes?: Record<string, unknown> }
  const { objectType, objectId, version, type, actor, origin } = entry
  const actorName = names.get(actor) ?? null
  const recordedAt = idTime(id).toISOString()
  return {
    ...{
      id,
      recordedAt,
      at: at.toISOString(),
      actor,
      actorName,
      origin,
      type,
      objectType,
      objectId,
      version,
      changes,
      facts,
    },
  }
}

const headings = [
  ...(['id', 'recordedAt', 'at', 'actor', 'actorName', 'origin', 'type'] as const),
  ...(['objectType', 'objectId', 'version', 'changes', 'facts'] as const),
] as const

/** Entries as CSV with a line of headings. */
export function entriesCsv(entries: readonly AuditEntry[], names: ActorNames): string {
  const rows = entries
    .map((entry) => viewEntry(entry, names))
    .map((view) => csvRow(headings.map((name) => cellOf(view[name]))))
  return csvRow(headings) + rows.join('')
}

function cellOf(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
