import { csvRow, keepDigits } from '../../src/platform/csv.ts'
import type { Contract } from '../../src/platform/http/contract.ts'
import { type AnswerOf, call, queryOf } from './call.ts'

/** What is written into a file of a browser: the titles of its columns, then its rows as they come. Lists are taken out on the server. */
export type ExportTable = {
  titles: readonly string[]
  rows: () => AsyncIterable<readonly (string | number | null)[]>
}

/** The forms in which a table is written. */
export const exportForms = ['csv', 'xlsx'] as const

/** One of them. */
export type ExportForm = (typeof exportForms)[number]

const pageSize = 200

/** Every item of a list by a filter, page after page, in the list's order. */
export async function* readWhole<C extends Contract>(
  path: string,
  query: Readonly<Record<string, unknown>>,
): AsyncGenerator<AnswerOf<C> extends { items: (infer Item)[] } ? Item : never> {
  type Item = AnswerOf<C> extends { items: (infer Each)[] } ? Each : never
  let after: string | null | undefined
  do {
    const page = (await call<Contract>('GET', `${path}${queryOf({ ...query, limit: pageSize, after })}`)) as {
      items: Item[]
      next: string | null
    }
    yield* page.items
    after = page.next
  } while (after !== null)
}

/** Writes a table as a file of a browser; CSV begins with a byte order mark, by which spreadsheets know that it is UTF-8. */
export async function writeTable({ titles, rows }: ExportTable, form: ExportForm): Promise<Blob> {
  const all: (string | number | null)[][] = [[...titles]]
  for await (const row of rows()) all.push([...row])
  if (form === 'csv') {
    const text = all
      .map((row) => csvRow(row.map((cell) => (typeof cell === 'string' ? keepDigits(cell) : String(cell ?? '')))))
      .join('')
    return new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' })
  }
  const { writeXlsx } = await import('hucre/xlsx')
  const content = await writeXlsx({ sheets: [{ name: 'Sheet1', rows: all }] })
  return new Blob([content as BlobPart], {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  })
}
