// What the columns of a workbook look like: dates as dates, amounts with their decimals, wide enough to be read. It is seen in the first
// rows, before the first of them is written.
import type { ColumnDef } from 'hucre/xlsx'
import type { ExportTable, WrittenCell } from './write-cells.ts'

type Plain = string | number | null | Date

const lookedAt = 500
const narrowest = 8
const widest = 48
const momentWidth = 19

/** The rows of a workbook as they come, and how its columns are to be shown. */
export async function workbookRows(
  table: ExportTable,
): Promise<{ columns: ColumnDef[]; rows: AsyncIterable<Plain[]> }> {
  const source = table[Symbol.asyncIterator]()
  const first: (readonly WrittenCell[])[] = []
  while (first.length < lookedAt) {
    const next = await source.next()
    if (next.done === true) break
    first.push(next.value)
  }
  const [titles = [], ...rows] = first
  const columns = titles.map((title, n) =>
    columnOf(
      String(title),
      rows.map((row) => row[n] ?? null),
    ),
  )
  return { columns, rows: plainRows(first, source) }
}

async function* plainRows(
  first: readonly (readonly WrittenCell[])[],
  rest: AsyncIterator<readonly WrittenCell[]>,
): AsyncGenerator<Plain[]> {
  for (const row of first) yield row.map(plainOf)
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value.map(plainOf)
}

function plainOf(cell: WrittenCell): Plain {
  return typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell
}

function columnOf(title: string, cells: readonly WrittenCell[]): ColumnDef {
  const width = Math.max(...[title, ...cells].map(widthOf))
  const numFmt = formatOf(cells)
  return {
    width: Math.min(Math.max(width + 2, narrowest), widest),
    ...(numFmt !== undefined && { numFmt }),
  }
}

/** At least as many decimals as each amount has, and no more than one of them has. */
function formatOf(cells: readonly WrittenCell[]): string | undefined {
  if (cells.some((cell) => cell instanceof Date)) return 'yyyy-mm-dd hh:mm:ss'
  const decimals = cells.flatMap((cell) => (isAmount(cell) ? [cell.decimals] : []))
  if (decimals.length === 0) return undefined
  const [least, most] = [Math.min(...decimals), Math.max(...decimals)]
  if (most === 0) return '0'
  return least === 0 ? `0.${'0'.repeat(most)}` : `0.${'0'.repeat(least)}${'#'.repeat(most - least)}`
}

function isAmount(cell: WrittenCell): cell is { value: number; decimals: number } {
  return typeof cell === 'object' && cell !== null && 'value' in cell
}

/** In digits; a Chinese character is as wide as two. */
function widthOf(cell: WrittenCell): number {
  if (cell === null) return 0
  if (cell instanceof Date) return momentWidth
  if (isAmount(cell)) return String(Math.trunc(cell.value)).length + cell.decimals + 1
  return [...String(cell)].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0)
}
