import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import pg from 'pg'
import { type Clock, systemClock } from '../time.ts'
import { preparedName } from './prepared-names.ts'
import { parserFor, toCamelCase } from './row-format.ts'
import { createTurns, type Turns, withoutTurns } from './turns.ts'

/** A pool of connections as the application's role, and what `publish` needs to know of who listens. */
export type Database = {
  /** Where it is, as the application's role: for who listens on a connection of their own. */
  url: string
  pool: pg.Pool
  /** For reading: connections aside, where there are any, so that no reader waits for writers that wait for a lock. */
  readPool: pg.Pool
  /** Each merchant's share of the commands that are worked at once. */
  commandTurns: Turns
  /** Which subscribers take which type of event; put together once, by the shell. */
  subscribersOf: (eventType: string) => readonly string[]
  /** The real time, by which what is written is numbered, whatever time a use case works at. */
  clock: Clock
  close: () => Promise<void>
}

/** Where statements go: one transaction of one merchant, or (for control tables) none. */
export type Statements = {
  /** Runs a query, answers its rows with camelCase names. Calls not awaited travel in one round trip, in order. */
  rows: <Row>(query: Query<Row>) => Promise<Row[]>
  /** The first row, if any. */
  row: <Row>(query: Query<Row>) => Promise<Row | undefined>
  /** How many rows it changed. */
  run: (query: Query<unknown>) => Promise<number>
}

/** A query written with Kysely's `sql` tag, or a prepared text with its values. */
export type Query<Row> = RawBuilder<Row> | { text: string; values: readonly unknown[] }

/** How a database is opened. */
export type DatabaseOptions = {
  url: string
  connections: number
  subscribersOf?: Database['subscribersOf']
  /** How long to wait for a statement's answer; longer than the server lets a statement run. */
  answerTimeoutMs?: number
  /** For a server of many merchants: what one of them waits for must not keep the others, nor any reader, waiting. */
  fairness?: { readConnections: number; commandsAtOnce: number; longestWaitMs: number }
}

/** Opens a pool. Each connection pipelines: statements sent together do not wait for one another's answer. */
export function openDatabase(options: DatabaseOptions): Database {
  const { fairness } = options
  const pool = openPool(options, options.connections)
  const readPool = fairness === undefined ? pool : openPool(options, fairness.readConnections)
  return {
    url: options.url,
    pool,
    readPool,
    commandTurns: fairness === undefined ? withoutTurns : createTurns({ ...fairness, atOnce: fairness.commandsAtOnce }),
    subscribersOf: options.subscribersOf ?? (() => []),
    clock: systemClock,
    close: async () => {
      await Promise.all([...new Set([pool, readPool])].map((each) => each.end()))
    },
  }
}

function openPool({ url, answerTimeoutMs, fairness }: DatabaseOptions, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    keepAlive: true,
    query_timeout: answerTimeoutMs ?? 65_000,
    ...(fairness !== undefined && { connectionTimeoutMillis: fairness.longestWaitMs }),
    types: { getTypeParser: parserFor },
  } as pg.PoolConfig)
  // An idle connection that breaks is replaced at the next use; its error must not end the process.
  pool.on('error', () => {})
  // One that breaks in use fails its statements; that it tells so as an event too must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * Refuses to run on a connection that could see past row-level security.
 * @throws Error when the role is a superuser, may bypass policies, or owns a table
 */
export async function refusePrivilegedRole(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ role: string; privileged: boolean; owns: boolean }>(`
    select rolname as role, rolsuper or rolbypassrls as privileged,
      exists (select 1 from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p')) as owns
    from pg_roles where rolname = current_user`)
  const found = rows[0]
  if (found === undefined || found.privileged || found.owns) {
    throw new Error(`database role ${found?.role} owns tables or bypasses row-level security; connect as yidan_app`)
  }
}

/**
 * Statements on one connection, each prepared once under a name of its own. `onFailure` hears of failures in the order
 * of the statements, which is not the order in which their callers do.
 */
export function statementsOn(client: pg.ClientBase, onFailure: (error: unknown) => void = () => {}): Statements {
  const sent = (query: Query<unknown>) => {
    corkForNow(client)
    const result = send(client, query)
    result.catch(onFailure)
    return result
  }
  const rows = async <Row>(query: Query<Row>): Promise<Row[]> => {
    const result = await sent(query)
    return camelRows<Row>(result)
  }
  return {
    rows,
    row: async (query) => (await rows(query))[0],
    run: async (query) => (await sent(query)).rowCount ?? 0,
  }
}

type Corkable = { connection: { stream: { cork(): void; uncork(): void } } }

const corked = new WeakSet<pg.ClientBase>()

/** What is sent without waiting in between leaves in one write. */
function corkForNow(client: pg.ClientBase): void {
  if (corked.has(client)) return
  const { stream } = (client as unknown as Corkable).connection
  corked.add(client)
  stream.cork()
  queueMicrotask(() => {
    corked.delete(client)
    stream.uncork()
  })
}

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

function send(client: pg.ClientBase, query: Query<unknown>): Promise<pg.QueryArrayResult> {
  const { text, values } = compile(query)
  return client.query({ name: preparedName(client, text), text, values: values as unknown[], rowMode: 'array' })
}

function compile(query: Query<unknown>): { text: string; values: readonly unknown[] } {
  if ('text' in query) return query
  const compiled: CompiledQuery = query.compile(compiler)
  return { text: compiled.sql, values: compiled.parameters }
}

function camelRows<Row>(result: pg.QueryArrayResult): Row[] {
  const names = result.fields.map((field) => toCamelCase(field.name))
  return result.rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index++) row[names[index] as string] = values[index]
    return row as Row
  })
}
