import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, rename, rm, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeFolder } from '../make-folder.ts'
import { type PostgresUser, postgresEnvironment } from './postgres-user.ts'

const run = promisify(execFile)
const settingsFile = 'yidan.conf'

/** The PostgreSQL superuser that owns the database and runs its migrations. */
export const ownerRole = 'yidan_owner'

/** `durable` keeps every commit through a power cut; `throwaway` is for tests and keeps nothing. */
export type Tuning = 'durable' | 'throwaway'

/** What differs from one start to the next. */
export type ClusterSettings = {
  tuning: Tuning
  port: number
  socketFolder: string
  memoryBytes: number
}

/**
 * Makes the cluster in `home/cluster` when there is none; an attempt that was cut off leaves nothing behind that counts.
 * The locale matters: with LC_CTYPE "C" trigrams of Chinese text come out empty without any warning.
 */
export async function ensureCluster(
  user: PostgresUser,
  { password, tuning, onProgress }: { password: string; tuning: Tuning; onProgress: (line: string) => void },
): Promise<string> {
  const cluster = join(user.home, 'cluster')
  if (existsSync(join(cluster, 'PG_VERSION'))) return cluster
  onProgress('creating the database (first start only)')
  const unfinished = join(user.home, 'cluster.unfinished')
  const passwordFile = join(user.home, 'password.unfinished')
  // An initdb whose parent was killed may still be writing there.
  await rm(unfinished, { recursive: true, force: true, maxRetries: 20 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user.owner !== undefined) await chown(passwordFile, user.owner.uid, user.owner.gid)
  const libcLocale = platform() === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const { file, args, ...ids } = user.command(join(user.binaries, 'initdb'), [
    ...['-D', unfinished, '-U', ownerRole, '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${libcLocale}`, '--data-checksums'],
    ...(tuning === 'throwaway' ? ['--no-sync'] : []),
  ])
  await run(file, args, { ...ids, cwd: '/', env: postgresEnvironment })
    .catch((error: unknown) => {
      throw explained(error)
    })
    .finally(() => rm(passwordFile))
  await appendFile(join(unfinished, 'postgresql.conf'), `\ninclude_if_exists = '${settingsFile}'\n`)
  await rename(unfinished, cluster)
  return cluster
}

/** initdb asks the system for the name of its user, and a container may run under a number that has none. */
function explained(error: unknown): unknown {
  const [, uid] = /could not look up effective user ID (\d+)/.exec(String(error)) ?? []
  if (uid === undefined) return error
  return new Error(
    `PostgreSQL cannot be set up by user ${uid}, who has no name on this system: give it an entry in /etc/passwd, ` +
      'start Yidan as another user, or set DATABASE_URL to a PostgreSQL server',
    { cause: error },
  )
}

/** Writes the settings of this start. What an operator sets with ALTER SYSTEM is read later, and wins. */
export async function writeSettings(user: PostgresUser, cluster: string, settings: ClusterSettings): Promise<void> {
  const lines = Object.entries({ ...commonSettings(settings), ...tuningSettings(settings, user.home) })
  const text = lines.map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`).join('')
  const path = join(cluster, settingsFile)
  await writeFile(path, `# Written at each start; change settings with ALTER SYSTEM.\n${text}`)
  if (user.owner !== undefined) await chown(path, user.owner.uid, user.owner.gid)
}

/** Makes a folder below `home` (or elsewhere) that PostgreSQL's user owns and nobody else may enter. */
export async function makeOwnFolder(user: PostgresUser, path: string): Promise<void> {
  await makeFolder(path, 0o700)
  await chmod(path, 0o700)
  if (user.owner !== undefined) await chown(path, user.owner.uid, user.owner.gid)
}

function commonSettings({ port, socketFolder }: ClusterSettings) {
  return {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: 200,
    // Queues of events churn: dead rows are to be gone soon.
    autovacuum_naptime: '10s',
    // Every look-up is by key; finer statistics took a twelfth of the processor while tables grew.
    default_statistics_target: 25,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    tcp_keepalives_idle: '30s',
    tcp_keepalives_interval: '5s',
    tcp_keepalives_count: 3,
    // Statements and rows hold names and addresses of people: they do not belong in a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: 0,
  }
}

function tuningSettings({ tuning, memoryBytes }: ClusterSettings, home: string) {
  if (tuning === 'throwaway') {
    const volatile = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }
    return { ...volatile, shared_buffers: '256MB', max_wal_size: '1GB', max_connections: 300 }
  }
  const megabytes = Math.round((memoryBytes / 1024 / 1024) * 0.15)
  return {
    fsync: 'on',
    synchronous_commit: 'on',
    shared_buffers: `${Math.min(1024, Math.max(64, megabytes))}MB`,
    max_wal_size: '4GB',
    // A new file of the log is filled with zeros before its first use, and every commit waits for that: used ones are kept.
    min_wal_size: '1GB',
    checkpoint_timeout: '15min',
    // The embedded build has no lz4.
    wal_compression: 'on',
    random_page_cost: 1.1,
    tcp_user_timeout: '30s',
    logging_collector: 'on',
    log_directory: join(home, 'log'),
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
  }
}
