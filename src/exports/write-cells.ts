// How cells stand in a file. Amounts are decimal numbers of the major unit; moments stand in the time zone of who asked; codes are
// called as that person's screen calls them. In a workbook a moment is a date and an amount a number with its decimals; in CSV, which
// has only text, a spreadsheet takes long runs of digits for numbers and shows them as powers of ten, unless a tab stands behind them.
import { keepDigits } from '../platform/csv.ts'
import { formatMoney } from '../platform/money.ts'
import type { ExportCell, ExportFormat, ExportWords } from './export-job.ts'

/** A cell as it is written. A decimal number keeps its decimals for its format. */
export type WrittenCell = string | number | null | Date | { value: number; decimals: number }

/** Rows of a file, the titles first. */
export type ExportTable = AsyncIterable<readonly WrittenCell[]>

/** Writes the cell of a column: as text, or in a workbook as a number or date where it is one that a sheet can count with. */
export function createCellWriter({
  format,
  words,
  timeZone,
}: {
  format: ExportFormat
  words: ExportWords
  timeZone: string
}): (column: string, cell: ExportCell | undefined) => WrittenCell {
  const moments = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return (column, cell = null) => {
    if (cell === null || typeof cell === 'number') return cell
    if (typeof cell === 'string') return format === 'csv' ? keepDigits(cell) : cell
    if (cell instanceof Date) {
      const text = moments.format(cell)
      // A sheet's dates are in no zone: they are what the clock on the wall showed.
      return format === 'csv' ? text : new Date(`${text.replace(' ', 'T')}Z`)
    }
    const called = (code: string) => words[column]?.[code] ?? code
    if ('code' in cell) return called(cell.code)
    if ('codes' in cell) return cell.codes.map(called).join('; ')
    const amount = 'decimal' in cell ? cell.decimal : formatMoney(cell.amount, cell.currency)
    // Fifteen digits are what a sheet keeps of a number.
    if (format === 'csv' || amount.length > 15) return amount
    return { value: Number(amount), decimals: amount.split('.')[1]?.length ?? 0 }
  }
}
