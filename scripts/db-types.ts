import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import { migrate } from '../src/platform/db/migrate.ts'
import { toCamelCase } from '../src/platform/db/row-format.ts'
import { startTestServer } from './testing/test-server.ts'

const target = new URL('../src/platform/db/tables.generated.ts', import.meta.url)

const columnTypes: Record<string, { column: string; row: string }> = {
  uuid: { column: 'uuid', row: 'string' },
  text: { column: 'text', row: 'string' },
  int2: { column: 'int2', row: 'number' },
  int4: { column: 'int4', row: 'number' },
  int8: { column: 'int8', row: 'number' },
  bool: { column: 'bool', row: 'boolean' },
  float8: { column: 'float8', row: 'number' },
  timestamptz: { column: 'timestamptz', row: 'Date' },
  date: { column: 'date', row: 'string' },
  bytea: { column: 'bytea', row: 'Buffer' },
  jsonb: { column: 'jsonb', row: 'object' },
}

/** The tables' row and column types as the migrated database at `url` has them. */
export async function generateTableTypes(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ table: string; column: string; type: string; nullable: boolean }>(`
    select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and exists (select 1 from pg_attribute m where m.attrelid = c.oid and m.attname = 'merchant_id')
      and c.relrowsecurity
    order by c.relname, a.attnum`)
  await client.end()
  const tables = Map.groupBy(rows, (row) => row.table)
  const lines = [
    '// Written by `npm run types` from the migrated database. Do not edit.',
    '',
    '/** A row of each merchant table, as read. */',
    'export type Tables = {',
  ]
  for (const [table, columns] of tables) {
    lines.push(`  ${table}: {`)
    for (const { column, type, nullable } of columns) {
      lines.push(`    ${toCamelCase(column)}: ${columnTypes[type]?.row ?? 'string[]'}${nullable ? ' | null' : ''}`)
    }
    lines.push('  }')
  }
  lines.push('}', '', '/** The PostgreSQL type of each column. */', 'export const columnTypes = {')
  for (const [table, columns] of tables) {
    lines.push(`  ${table}: {`)
    for (const { column, type } of columns)
      lines.push(`    ${toCamelCase(column)}: '${columnTypes[type]?.column ?? type}',`)
    lines.push('  },')
  }
  lines.push('} as const', '')
  return lines.join('\n')
}

if (import.meta.main) {
  const server = await startTestServer()
  try {
    await migrate(server.url, { appPassword: 'types' })
    await writeFile(target, await generateTableTypes(server.url))
  } finally {
    await server.stop()
  }
}
