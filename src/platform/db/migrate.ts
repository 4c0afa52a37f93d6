import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations as migrateJobQueue } from 'graphile-worker'
import pg from 'pg'

const migrationsFolder = new URL('../../../db/migrations/', import.meta.url)
const lockNumber = 7_310_001

/** A numbered SQL file of `db/migrations`, with the checksum that proves it was not edited after it ran. */
export type Migration = { name: string; text: string; checksum: string }

/** What a migration run needs besides the owner's address. */
export type MigrateOptions = {
  /** Password given to the roles `yidan_app` and `yidan_verify`. */
  appPassword: string
  onProgress?: (line: string) => void
}

/**
 * Brings the database to the newest schema: roles, every migration that has not run, the job queue's own schema.
 * Forward only; each file in one transaction; safe to run from several processes at once.
 * @throws Error when a migration that already ran was edited
 */
export async function migrate(ownerUrl: string, { appPassword, onProgress = () => {} }: MigrateOptions): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    await createRoles(client, appPassword)
    await client.query(`create table if not exists schema_migrations (
      name text collate "C" primary key, checksum text not null, applied_at timestamptz not null default now())`)
    const applied = new Map<string, string>()
    const rows = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migrations')
    for (const row of rows.rows) applied.set(row.name, row.checksum)
    for (const migration of await listMigrations()) await applyMigration(client, migration, applied, onProgress)
    await migrateJobQueue({ connectionString: ownerUrl })
    await grantJobQueue(client)
  } finally {
    await client.end()
  }
}

/** Whether a migration has ever run on the database. */
export async function isMigrated(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query(`select to_regclass('schema_migrations') is not null as known`)
    return rows[0]?.known === true
  } finally {
    await client.end()
  }
}

/** The migrations of this version in the order they run. */
export async function listMigrations(): Promise<Migration[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, migrationsFolder), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

async function applyMigration(
  client: pg.Client,
  migration: Migration,
  applied: Map<string, string>,
  onProgress: (line: string) => void,
): Promise<void> {
  const known = applied.get(migration.name)
  if (known === migration.checksum) return
  if (known !== undefined) throw new Error(`migration ${migration.name} was edited after it ran; add a new one instead`)
  onProgress(`migrating: ${migration.name}`)
  await client.query('begin')
  try {
    await client.query(migration.text)
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Settings per role: time limits, so that a client that vanished does not keep its row locks (design section 6), and costs. */
const roleSettings = {
  yidan_app: {
    statement_timeout: '60s',
    lock_timeout: '5s',
    idle_in_transaction_session_timeout: '15s',
    tcp_user_timeout: '4s',
    tcp_keepalives_idle: '2',
    tcp_keepalives_interval: '1',
    tcp_keepalives_count: '2',
    synchronous_commit: 'on',
    // The default is of spinning disks: with it pages of a list are read by scans of whole tables.
    random_page_cost: '1.1',
  },
  yidan_verify: { default_transaction_read_only: 'on', statement_timeout: '30min' },
}

/** Roles belong to the whole server: another database's migration may be making them at this moment, hence the retry. */
async function createRoles(client: pg.Client, password: string): Promise<void> {
  for (const [role, settings] of Object.entries(roleSettings)) {
    await untilUncontended(async () => {
      const found = await client.query('select 1 from pg_roles where rolname = $1', [role])
      const verb = found.rowCount === 0 ? 'create' : 'alter'
      await client.query(`${verb} role ${role} login nosuperuser password ${client.escapeLiteral(password)}`)
    })
    for (const [name, value] of Object.entries(settings)) {
      await untilUncontended(() => client.query(`alter role ${role} set ${name} = '${value}'`))
    }
    await client.query(`grant usage on schema public to ${role}`)
  }
}

async function untilUncontended(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      const contended = /concurrently updated|already exists|duplicate key/.test(String(error))
      if (!contended || attempt === 20) throw error
    }
  }
}

/** The queue's tables are guarded against every role but their owner; ours works and proves on them as well. */
async function grantJobQueue(client: pg.Client): Promise<void> {
  await client.query(`
    grant usage on schema graphile_worker to yidan_app, yidan_verify;
    grant select, insert, update, delete on all tables in schema graphile_worker to yidan_app;
    grant select on all tables in schema graphile_worker to yidan_verify;
    grant usage, select on all sequences in schema graphile_worker to yidan_app;
    grant execute on all functions in schema graphile_worker to yidan_app;
    do $$
    declare queue_table regclass;
    begin
      for queue_table in
        select oid::regclass from pg_class
        where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
      loop
        execute format('drop policy if exists application on %s', queue_table);
        execute format('create policy application on %s for all to yidan_app using (true)', queue_table);
        execute format('drop policy if exists verify_reads on %s', queue_table);
        execute format('create policy verify_reads on %s for select to yidan_verify using (true)', queue_table);
      end loop;
    end $$`)
}
