import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { isMigrated, migrate } from '../platform/db/migrate.ts'
import {
  type EmbeddedPostgres,
  findRunningPostgres,
  hasEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../platform/postgres/embedded-postgres.ts'
import { readOrMakePassword } from '../platform/secret-file.ts'

const restartPauseMs = 1000
const appPasswordFile = 'postgres-app-password'

/** The database of an installation, migrated. */
export type InstanceDatabase = {
  /** Address as the role that owns it. */
  ownerUrl: string
  /** Address as `yidan_app`, the role the application runs as. */
  appUrl: string
  /** Ends what `openInstanceDatabase` started; a server of the operator's own goes on. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL, or connects to the server of DATABASE_URL, and brings the schema up to date. An embedded
 * server that ends by itself is started again on the same address. The caller holds the data folder's lock.
 */
export async function openInstanceDatabase(
  config: Config,
  onProgress: (line: string) => void,
): Promise<InstanceDatabase> {
  const server =
    config.databaseUrl === undefined
      ? await keepEmbedded(config.dataDir, onProgress)
      : { ownerUrl: config.databaseUrl, stop: async () => undefined }
  try {
    const appPassword = await appPasswordOf(config)
    await migrate(server.ownerUrl, { appPassword, onProgress })
    return { ...server, appUrl: appAddress(server.ownerUrl, appPassword) }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/**
 * Refuses what is no installation: a command is not what makes one, least of all at a name that was mistyped.
 * @throws Error that says what to do
 */
export async function refuseMissingInstance(config: Config): Promise<void> {
  const { databaseUrl, dataDir } = config
  if (databaseUrl === undefined) {
    if (await hasEmbeddedPostgres(dataDir)) return
    throw new Error(`there is no Yidan in ${dataDir} yet: run \`npm start\` first, or set YIDAN_DATA to where one is`)
  }
  if (!(await isMigrated(databaseUrl))) {
    throw new Error('there is no Yidan in the database of DATABASE_URL yet: run `npm start` first')
  }
  const files = [
    ...(config.instanceKey === undefined ? ['instance.key'] : []),
    ...(config.appDatabaseUrl === undefined ? [appPasswordFile] : []),
  ]
  if (!files.every((file) => existsSync(join(dataDir, 'secrets', file)))) {
    throw new Error(`${dataDir} does not hold the keys of the Yidan in DATABASE_URL: set YIDAN_DATA to its data folder`)
  }
}

/** Addresses of the installation's database while it runs, for commands beside it; undefined when it does not run. */
export async function findInstanceDatabase(config: Config): Promise<Omit<InstanceDatabase, 'stop'> | undefined> {
  const ownerUrl = config.databaseUrl ?? (await findRunningPostgres(config.dataDir))?.socketUrl
  if (ownerUrl === undefined) return undefined
  return { ownerUrl, appUrl: appAddress(ownerUrl, await appPasswordOf(config)) }
}

/**
 * A role belongs to a whole server: installations that share one must agree on its password, and so on YIDAN_APP_DATABASE_URL.
 * Without it each start gives the role the password of this data folder.
 */
async function appPasswordOf({ databaseUrl, appDatabaseUrl, dataDir }: Config): Promise<string> {
  if (databaseUrl !== undefined && appDatabaseUrl !== undefined) {
    return decodeURIComponent(new URL(appDatabaseUrl).password)
  }
  return readOrMakePassword(join(dataDir, 'secrets', appPasswordFile))
}

function appAddress(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl)
  url.username = 'yidan_app'
  url.password = encodeURIComponent(appPassword)
  return url.href
}

async function keepEmbedded(dataDir: string, onProgress: (line: string) => void) {
  // Zero, or more than there is, when nothing limits us.
  const memoryBytes = Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem())
  const start = (port?: number): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({
      dataDir,
      runningAsRoot: process.getuid?.() === 0,
      signalProcess: process.kill,
      memoryBytes,
      ...(port === undefined ? {} : { port }),
      onProgress,
    })
  let server = await start()
  const { socketUrl, port } = server
  let stopping = false
  const keep = async () => {
    for (;;) {
      await server.exited
      if (stopping) return
      onProgress('the database ended by itself; starting it again')
      server = (await untilStarted(() => start(port), { onProgress, isStopping: () => stopping })) ?? server
      if (stopping) await server.stop()
    }
  }
  const kept = keep()
  const stop = async () => {
    stopping = true
    await server.stop()
    await kept
  }
  return { ownerUrl: socketUrl, stop }
}

async function untilStarted(
  start: () => Promise<EmbeddedPostgres>,
  { onProgress, isStopping }: { onProgress: (line: string) => void; isStopping: () => boolean },
): Promise<EmbeddedPostgres | undefined> {
  while (!isStopping()) {
    try {
      return await start()
    } catch (error) {
      onProgress(error instanceof Error ? error.message : String(error))
      await pause(restartPauseMs)
    }
  }
  return undefined
}
