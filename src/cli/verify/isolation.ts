import { sql } from 'kysely'
import type pg from 'pg'
import { readControl } from '../../platform/db/control.ts'
import type { Database, Statements } from '../../platform/db/database.ts'
import { read } from '../../platform/db/transaction.ts'
import type { Break, BreakRow, Check } from './break.ts'

/** What this file proves. */
export const isolationCheck: Check = {
  invariant: 25,
  check: '25-isolation-as-application',
  says: "As the application's role, no row of a merchant is seen with another merchant's setting or with none.",
}

const nobody = '00000000-0000-0000-0000-000000000000'

/** Looks, as the application's role, for rows that should not be seen. `client` only lists what to look for. */
export async function checkIsolation(
  client: pg.ClientBase,
  database: Database,
  limit: number,
): Promise<Break | undefined> {
  const tables = await listTables(client)
  const merchants = await listMerchants(client)
  const rows: BreakRow[] = []
  const unset = await readControl(database, (control) => findRows(control, tables, undefined))
  rows.push(...unset.map((row) => breakRow(row, 'none')))
  for (const [index, merchantId] of merchants.entries()) {
    // The next merchant in the circle stands for every other; a merchant without rows for those that are alone.
    const others = merchants.length > 1 ? [merchants[(index + 1) % merchants.length] as string, nobody] : [nobody]
    for (const other of others) {
      const seen = await read(database, other, (tx) => findRows(tx, tables, merchantId))
      rows.push(...seen.map((row) => breakRow(row, other)))
    }
  }
  if (rows.length === 0) return undefined
  return { ...isolationCheck, count: rows.length, rows: rows.slice(0, limit) }
}

type SeenRow = { tableName: string; merchantId: string }

async function listTables(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     order by c.relname`,
  )
  return rows.map(({ name }) => name)
}

async function listMerchants(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select id from merchants order by id')
  return rows.map(({ id }) => id)
}

/** One row of each table, of the merchant or (undefined) of any: found through the primary key, whatever the policy. */
function findRows(
  statements: Statements,
  tables: readonly string[],
  merchantId: string | undefined,
): Promise<SeenRow[]> {
  const selects = tables.map((name) => {
    const ofMerchant = merchantId === undefined ? sql`` : sql`where merchant_id = ${merchantId}`
    return sql`(select ${name}::text as table_name, merchant_id from ${sql.table(name)} ${ofMerchant} limit 1)`
  })
  return statements.rows<SeenRow>(sql`${sql.join(selects, sql` union all `)}`)
}

function breakRow({ tableName, merchantId }: SeenRow, setting: string): BreakRow {
  return {
    merchantId,
    fault: 'row is seen by another',
    ids: { table: tableName, setting },
    found: 'a row',
    expected: 'none',
  }
}
