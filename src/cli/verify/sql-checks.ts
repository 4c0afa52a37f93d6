import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import type { Break, BreakRow, Check } from './break.ts'

/** A check that is one SQL query: it returns the rows that break the invariant. */
export type SqlCheck = Check & { text: string }

/**
 * The checks that stand beside this file as `NN-name.sql`, by number. The comment at a file's head says its invariant;
 * its columns are `merchant_id`, `fault`, `ids` (json), `found`, `expected`.
 */
export async function readSqlChecks(): Promise<SqlCheck[]> {
  const folder = new URL('.', import.meta.url)
  const names = (await readdir(folder)).filter((name) => /^\d\d-.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return { invariant: Number(name.slice(0, 2)), check: name.slice(0, -'.sql'.length), says: headOf(text), text }
    }),
  )
}

/** Runs a check; undefined when nothing breaks it. At most `limit` rows are read, all are counted. */
export async function runSqlCheck(client: pg.ClientBase, check: SqlCheck, limit: number): Promise<Break | undefined> {
  const { rows } = await client.query<BreakRow & { total: number }>(
    `select merchant_id as "merchantId", fault, ids, found, expected, (count(*) over ())::integer as total
     from (\n${check.text}\n) as broken limit $1`,
    [limit],
  )
  const [first] = rows
  if (first === undefined) return undefined
  const { text: _, ...what } = check
  return { ...what, count: first.total, rows: rows.map(({ total: _, ...row }) => row) }
}

function headOf(text: string): string {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('--'))
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^--\s*/, ''))
    .join(' ')
}
