// How cells stand in a file. Amounts are decimal numbers of the major unit; moments stand in the time zone of who asked; codes are
// called as that person's screen calls them.
import { formatMoney } from '../platform/money.ts'
import type { ExportCell, ExportFormat, ExportWords } from './export-job.ts'

/** Writes the cell of a column: as text, or in a workbook as a number where it is one that a sheet can count with. */
export function createCellWriter({
  format,
  words,
  timeZone,
}: {
  format: ExportFormat
  words: ExportWords
  timeZone: string
}): (column: string, cell: ExportCell | undefined) => string | number | null {
  const moments = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return (column, cell = null) => {
    if (cell === null || typeof cell === 'string' || typeof cell === 'number') return cell
    if (cell instanceof Date) return moments.format(cell)
    const called = (code: string) => words[column]?.[code] ?? code
    if ('code' in cell) return called(cell.code)
    if ('codes' in cell) return cell.codes.map(called).join('; ')
    const amount = 'decimal' in cell ? cell.decimal : formatMoney(cell.amount, cell.currency)
    // Fifteen digits are what a sheet keeps of a number.
    return format === 'xlsx' && amount.length <= 15 ? Number(amount) : amount
  }
}
