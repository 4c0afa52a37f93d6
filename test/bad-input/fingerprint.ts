import type pg from 'pg'

/** What may change though a request is refused: the key's claim, and numbers that are taken ahead. */
const besides = ['idempotency_keys', 'number_series']

/**
 * Reads what the tables hold, of all merchants or of one: for each how many rows it has, and the last transaction that wrote one. `client`
 * must be the owner's.
 */
export async function openFingerprint(client: pg.ClientBase, merchantId?: string): Promise<() => Promise<string>> {
  const { rows } = await client.query<{ name: string; hasMerchant: boolean }>(
    `select c.relname as name, a.attname is not null as "hasMerchant" from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1)`,
    [besides],
  )
  const where = merchantId === undefined ? '' : `where merchant_id = '${merchantId}'`
  const selects = rows
    .filter(({ hasMerchant }) => hasMerchant || merchantId === undefined)
    .map(({ name }) => `select '${name}' as name, count(*) as rows, ${lastChange(name)} as last from ${name} ${where}`)
  const text = `select string_agg(name || ' ' || rows || ' ' || coalesce(last, 0), E'\\n' order by name) as print
    from (${selects.join(' union all ')}) t`
  return async () => (await client.query<{ print: string }>(text)).rows[0]?.print ?? ''
}

/** Of a key it is noted each minute that it was used: its rows are compared without that. */
function lastChange(table: string): string {
  if (table !== 'api_keys') return 'max(xmin::text::bigint)'
  return `sum(hashtext((to_jsonb(api_keys) - 'last_used_at')::text))`
}

/** The tables in which two fingerprints differ. */
export function differences(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return now.filter((line, index) => line !== old[index]).map((line) => line.split(' ')[0] ?? '')
}
