import { readFile } from 'node:fs/promises'
import { readConfig } from '../../src/config.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import type { Runtime } from '../../src/platform/runtime.ts'
import { findInstanceDatabase } from '../../src/shell/instance-database.ts'
import { openRuntime } from '../../src/shell/open-runtime.ts'
import { makeFolder } from './folder.ts'
import { openShop, type Shop } from './open-shop.ts'
import { startMortalPostgres } from './postgres.ts'
import { createPrograms } from './programs.ts'

/** What may be killed. */
export type Target = 'server' | 'worker' | 'postgres'

/** A killing that is prepared: `kill` does it within the call, `restart` afterwards brings all back. */
export type Aim = {
  /** Where the server that it will meet listens; any other target stands behind all of them. */
  address: string | undefined
  kill: () => void
  restart: () => Promise<void>
}

/** A whole installation: PostgreSQL, one or two servers, a worker, each a process of its own, and a shop in it. */
export type System = {
  shop: Shop
  ownerUrl: string
  /** The database as `yidan_verify`. */
  verifyUrl: string
  /** Where the servers that run now listen. */
  addresses: () => readonly string[]
  /** Starts or gently ends servers until so many run. */
  useServers: (count: number) => Promise<void>
  /** Prepares a killing; of the servers the one of that place is meant. */
  aim: (target: Target, place: number) => Promise<Aim>
  /** Opens the application's way to the database in this process. */
  openRuntime: () => Promise<Runtime>
  /** Aborts with the reason when a process ends that nobody ended. */
  failure: AbortSignal
  /** The last lines that servers and worker printed. */
  logTail: () => Promise<string>
  stop: () => Promise<void>
}

const tailLines = 15
const tailWidth = 250

/** Starts a system in a folder of its own, empty but for its shop. Whatever fails, nothing of it is left running. */
export async function startSystem(onProgress: (line: string) => void): Promise<System> {
  const opened = new AsyncDisposableStack()
  try {
    return await start(opened, onProgress)
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

async function start(opened: AsyncDisposableStack, onProgress: (line: string) => void): Promise<System> {
  const broken = new AbortController()
  const fail = (ending: string) => broken.abort(new Error(ending))
  const folder = await makeFolder()
  opened.defer(folder.remove)
  const dataDir = folder.path
  onProgress(`starting a system in ${dataDir}`)
  const postgres = await startMortalPostgres(dataDir, fail)
  opened.defer(postgres.stop)
  const database = await findInstanceDatabase(readConfig({ YIDAN_DATA: dataDir }))
  if (database === undefined) throw new Error('PostgreSQL does not run')
  const { ownerUrl, appUrl } = database
  await migrate(ownerUrl, { appPassword: new URL(appUrl).password })
  const open = () => openRuntime({ appUrl, connections: 4, dataDir, instanceKey: undefined, logLevel: 'silent' })
  const shop = await withRuntime(open, (runtime) => openShop(runtime, dataDir))

  const programs = createPrograms({ dataDir, appUrl, onUnexpectedEnd: fail })
  opened.defer(programs.stop)
  programs.startWorker()
  return {
    ...{ shop, ownerUrl, verifyUrl: asRole(appUrl, 'yidan_verify') },
    addresses: programs.addresses,
    useServers: programs.useServers,
    aim: async (target, place) => {
      if (target !== 'postgres') return programs.aim(target, place)
      const kill = await postgres.aim()
      const restart = () => postgres.restart().then(programs.untilReady)
      return { address: undefined, kill, restart }
    },
    openRuntime: open,
    failure: broken.signal,
    logTail: () => tailOf(programs.log),
    stop: () => opened.disposeAsync(),
  }
}

/** Runs work on a runtime that is closed afterwards. */
export async function withRuntime<T>(open: () => Promise<Runtime>, work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const runtime = await open()
  try {
    return await work(runtime)
  } finally {
    await runtime.database.close()
  }
}

function asRole(databaseUrl: string, role: string): string {
  const url = new URL(databaseUrl)
  url.username = role
  return url.href
}

async function tailOf(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const lines = text.trimEnd().split('\n').slice(-tailLines)
  return lines.map((line) => line.slice(0, tailWidth)).join('\n')
}
