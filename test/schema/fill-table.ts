import type pg from 'pg'

type Column = { name: string; type: string; first: string | null }

/**
 * Inserts one row of a merchant into a table of which only the schema is known: each column that must have a value gets
 * one of its type, and the first or least of those that its check allows. Foreign keys are not looked at. `client` must be the owner's.
 */
export async function fillTable(client: pg.ClientBase, table: string, merchantId: string): Promise<void> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, (
       select min(substring(pg_get_constraintdef(k.oid) from case
         when a.atttypid = 'text'::regtype then '''([^'']*)''' else a.attname || ' >= ([0-9]+)' end))
       from pg_constraint k where k.conrelid = a.attrelid and k.contype = 'c'
         and case when a.atttypid = 'text'::regtype then k.conkey = array[a.attnum] else a.attnum = any(k.conkey) end
     ) as first
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 1 and a.attnotnull and not a.atthasdef`,
    [table],
  )
  const names = rows.map(({ name }) => name)
  const values = rows.map(({ name, type, first }) => {
    const value = table === 'order_drafts' && name === 'status' ? endedDraft : first
    return value === null ? (sampleValues[type] ?? `null::${type}`) : `'${value}'::${type}`
  })
  await client.query('set session_replication_role = replica')
  try {
    await client.query(
      `insert into ${table} (${['merchant_id', ...names].join(', ')}) select ${['$1::uuid', ...values].join(', ')}`,
      [merchantId],
    )
  } finally {
    await client.query('set session_replication_role = origin')
  }
}

/** An open draft has a text that is sealed; the columns that must have a value are those of one that ended. */
const endedDraft = 'discarded'

const sampleValues: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: `'x'`,
  bytea: `'\\x00'::bytea`,
  jsonb: `'{}'::jsonb`,
  boolean: 'true',
  date: 'current_date',
  'timestamp with time zone': 'now()',
  smallint: '1',
  integer: '1',
  bigint: '1',
  'double precision': '1',
  'text[]': `'{}'`,
  'uuid[]': `array[gen_random_uuid()]`,
}
