import type pg from 'pg'

/** What may change though a request is refused: the key's claim, and numbers that are taken ahead. */
const besides = ['idempotency_keys', 'number_series']

/** Reads what the tables hold: for each its rows, and the last transaction that wrote one. `client` must be the owner's. */
export async function openFingerprint(client: pg.ClientBase): Promise<() => Promise<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1) order by relname`,
    [besides],
  )
  const selects = rows.map(
    ({ name }) => `select '${name}' as name, count(*) as rows, max(xmin::text::bigint) as last from ${name}`,
  )
  const text = `select string_agg(name || ' ' || rows || ' ' || coalesce(last, 0), E'\\n' order by name) as print
    from (${selects.join(' union all ')}) t`
  return async () => (await client.query<{ print: string }>({ name: 'fingerprint', text })).rows[0]?.print ?? ''
}

/** The tables in which two fingerprints differ. */
export function differences(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return now.filter((line, index) => line !== old[index]).map((line) => line.split(' ')[0] ?? '')
}
