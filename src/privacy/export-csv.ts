import type { ExportSection, ExportValue } from '../customers/personal-holder.ts'
import { csvRow } from '../platform/csv.ts'

/** A file of a copy, as text. */
export type ExportFile = { fileName: string; mediaType: string; text: string }

/** What spreadsheets take for a formula: a text that begins so is shown as text by the apostrophe before it. */
const beginsFormula = /^[=+\-@\t\r]/
const byteOrderMark = '\uFEFF'

/** Sections as CSV files, one for each that has rows: with a byte order mark, so that spreadsheets read them as UTF-8. */
export function csvFilesOf(sections: readonly ExportSection[]): ExportFile[] {
  return sections.flatMap(({ name, rows }) => {
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length === 0) return []
    const lines = rows.map((row) => csvRow(columns.map((column) => cellOf(row[column] ?? null))))
    const text = byteOrderMark + csvRow(columns) + lines.join('')
    return [{ fileName: `${name.replaceAll('_', '-')}.csv`, mediaType: 'text/csv; charset=utf-8', text }]
  })
}

function cellOf(value: ExportValue): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return beginsFormula.test(value) ? `'${value}` : value
}
