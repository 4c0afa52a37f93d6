import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createAuthenticate } from '../../src/access/authenticate.ts'
import { createMerchant } from '../../src/access/create-merchant.ts'
import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { createKeysOf } from '../../src/access/merchant-keys.ts'
import { type Command, type QueryContext, runCommand, runQuery } from '../../src/platform/command.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { drain, type Subscriber, subscriptionsOf } from '../../src/platform/drain.ts'
import { createLocalFiles } from '../../src/platform/files/local-files.ts'
import { type App, createApp } from '../../src/platform/http/app.ts'
import { silentLogger } from '../../src/platform/logger.ts'
import type { Runtime } from '../../src/platform/runtime.ts'
import { type Clock, systemClock } from '../../src/platform/time.ts'
import { policy } from '../../src/shell/policy.ts'
import { createTestDatabase } from './database.ts'

/** A database of its own with one real merchant: created, keyed, and served as the application does it. */
export type TestMerchant = {
  merchantId: string
  runtime: Runtime
  /** The database's address as the application's role. */
  appUrl: string
  instanceKey: Buffer
  /** Superuser, past row-level security: for what a test arranges and checks behind the application. */
  owner: pg.Client
  /** Runs a use case as a command. */
  command: <T>(work: (command: Command) => Promise<T>) => Promise<T>
  /** Runs a reading use case. */
  query: <T>(work: (query: QueryContext) => Promise<T>) => Promise<T>
  /** Adds another merchant to the same database; answers its id. */
  addMerchant: (code: string) => Promise<string>
  /** Lets every subscriber handle what is due. */
  drainAll: () => Promise<void>
  /** Serves the modules over HTTP, without a socket. */
  open: (...serve: ((app: App) => void)[]) => Promise<TestApi>
  close: () => Promise<void>
}

/** An answer of the API. */
export type TestAnswer = { status: number; body: unknown; headers: Record<string, unknown> }

/** Calls below /api/v1 with a key that may do everything, unless other headers are given. */
export type TestApi = {
  app: App
  key: string
  call: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers?: object,
  ) => Promise<TestAnswer>
}

/** Makes a merchant that sells in CNY, in a database of its own. */
export async function createTestMerchant({
  subscribers = [],
  clock = systemClock,
}: {
  subscribers?: readonly Subscriber[]
  clock?: Clock
} = {}): Promise<TestMerchant> {
  const test = await createTestDatabase()
  const database = openDatabase({
    ...{ url: test.appUrl, connections: 8, subscribersOf: subscriptionsOf(subscribers) },
    fairness: { readConnections: 4, commandsAtOnce: 4, longestWaitMs: 30_000 },
  })
  const owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  const instanceKey = randomBytes(32)
  const addMerchant = (code: string) =>
    createMerchant(
      database,
      { code, name: code, currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' },
      instanceKey,
      clock,
    )
  const merchantId = await addMerchant('test')
  let drainedBefore: Promise<unknown> = Promise.resolve()
  const folder = await mkdtemp(join(tmpdir(), 'yidan-files-'))
  const files = createLocalFiles(folder, clock)
  const runtime: Runtime = { database, clock, keysOf: createKeysOf(database, instanceKey), logger: silentLogger, files }
  return {
    ...{ merchantId, runtime, appUrl: test.appUrl, instanceKey, owner, addMerchant },
    command: (work) => runCommand(runtime, { merchantId, actor: 'system:test' }, work),
    query: (work) => runQuery(runtime, { merchantId }, work),
    drainAll: () => {
      // One after the other: a drain that meets another at its work leaves it to that one and does not wait.
      const drained = drainedBefore.then(async () => {
        for (const subscriber of subscribers) await drain(runtime, merchantId, subscriber)
      })
      drainedBefore = drained.catch(() => {})
      return drained
    },
    open: (...serve) => openTestApi(runtime, merchantId, serve),
    close: async () => {
      await Promise.all([database.close(), owner.end(), rm(folder, { recursive: true, force: true })])
      await test.drop()
    },
  }
}

/** Serves modules over a runtime, without a socket. */
export async function openTestApi(
  runtime: Runtime,
  merchantId: string,
  serve: ((app: App) => void)[],
): Promise<TestApi> {
  const app = createApp(runtime, createAuthenticate(runtime, policy))
  for (const each of serve) each(app)
  const { key } = await runCommand(runtime, { merchantId, actor: 'system:test' }, (command) =>
    createApiKey(command, { name: 'test', scopes: ['*'] }),
  )
  return {
    app,
    key,
    call: async (method, path, body, headers = {}) => {
      const answer = await app.fastify.inject({
        method,
        url: `/api/v1${path}`,
        headers: { authorization: `Bearer ${key}`, ...headers },
        ...(body !== undefined && { payload: body }),
      })
      return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
    },
  }
}
