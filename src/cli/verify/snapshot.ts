import pg from 'pg'
import { sealedWithinMs } from '../../access/audit/seal-entries.ts'
import { firstIdAt } from '../../platform/ids.ts'
import { currencies, currencyExponent } from '../../platform/money.ts'

/** Connections as `yidan_verify` that all see the database as it was at one moment. */
export type Snapshot = { clients: pg.Client[]; close: () => Promise<void> }

/**
 * Opens read-only connections on one common picture of the database. `settings` are seen by the queries as
 * `current_setting('yidan.<name>')`.
 */
export async function openSnapshot(
  url: string,
  connections: number,
  settings: Readonly<Record<string, string>>,
): Promise<Snapshot> {
  const clients: pg.Client[] = []
  const close = async () => {
    await Promise.all(clients.map((client) => client.end()))
  }
  try {
    let snapshot: string | undefined
    for (let index = 0; index < connections; index++) {
      const client = new pg.Client({ connectionString: url, application_name: 'yidan verify' })
      await client.connect()
      clients.push(client)
      await client.query('begin isolation level repeatable read read only')
      if (snapshot === undefined) snapshot = await exportSnapshot(client)
      else await client.query(`set transaction snapshot ${client.escapeLiteral(snapshot)}`)
      await prepare(client, settings)
    }
  } catch (error) {
    await close()
    throw error
  }
  return { clients, close }
}

/**
 * The oldest transaction that runs in this database at this moment, parts of transactions too; if none does, the next one.
 * Whatever an older one wrote can be seen, or never will be.
 */
export async function findOldestRunning(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ oldest: string }>(`
    select coalesce((
      select l.transactionid::text
      from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and a.datname = current_database()
      order by age(l.transactionid) desc limit 1
    ), pg_snapshot_xmax(pg_current_snapshot())::text) as oldest`)
  return rows[0]?.oldest as string
}

/**
 * What the checks are told: the moment, the oldest transaction that ran when the drain of the events began, the first entry
 * of the audit that need not be sealed yet, and the decimals of every currency.
 */
export function snapshotSettings(at: { now: Date; drainBegan: string }): Record<string, string> {
  return {
    now: at.now.toISOString(),
    drain_began: at.drainBegan,
    sealed_before: firstIdAt(new Date(at.now.getTime() - sealedWithinMs)),
    currency_exponents: JSON.stringify(Object.fromEntries(currencies.map((code) => [code, currencyExponent(code)]))),
  }
}

async function exportSnapshot(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
  return rows[0]?.snapshot
}

/** Whole tables are joined and summed here: memory to do it in one pass, and no compiling of each of many queries. */
async function prepare(client: pg.Client, settings: Readonly<Record<string, string>>): Promise<void> {
  await client.query(`set local work_mem = '64MB'; set local jit = off`)
  for (const [name, value] of Object.entries(settings)) {
    await client.query(`set local yidan.${name} = ${client.escapeLiteral(value)}`)
  }
}
