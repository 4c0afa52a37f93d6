import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdtemp, readdir, readFile, realpath, rename, stat, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../make-folder.ts'

const nobody = { uid: 65534, gid: 65534 }

/** PostgreSQL refuses to run as root. This is as whom, from which binaries and in which folder it runs instead. */
export type PostgresUser = {
  /** Folder of `initdb` and `postgres`. */
  binaries: string
  /** Real path of the folder that holds the cluster, its socket and its log. */
  home: string
  /** Owner of the files on disk; undefined: whoever runs this. */
  owner: Owner | undefined
  /** How to start a program as this user. */
  command(program: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number }
}

type Owner = { uid: number; gid: number }

/** Programs get this environment and no other, so that a PGPORT or PGDATA around us does not reach them. */
export const postgresEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }

/**
 * Finds a user that may run PostgreSQL on `home` (made when missing) and gives the folder to it. For an ordinary user, the user
 * itself. For root, the first of these that works:
 * 1. the owner of an existing cluster, else nobody;
 * 2. nobody in a user namespace, for a clone below a folder that only root may enter;
 * 3. nobody with binaries and cluster below `sharedFolder`, to which `home` then is a link. This is announced.
 */
export async function choosePostgresUser(options: {
  home: string
  binaries: string
  runningAsRoot: boolean
  sharedFolder: string
  onProgress: (line: string) => void
}): Promise<PostgresUser> {
  const { binaries, runningAsRoot, onProgress } = options
  await makeFolder(options.home, 0o700)
  const home = await realpath(options.home)
  if (!runningAsRoot) return { binaries, home, owner: undefined, command: (file, args) => ({ file, args }) }

  const found = await stat(home)
  const owner = found.uid === 0 ? nobody : { uid: found.uid, gid: found.gid }
  const inPlace = [runAs(owner, home, binaries), inNamespace(home, binaries)].find(works)
  const chosen = inPlace ?? (await moveBelow(options.sharedFolder, { home, binaries, onProgress }))
  if (!works(chosen)) {
    throw new Error(
      `PostgreSQL cannot run: it refuses to run as root, and user ${nobody.uid} may not use ${chosen.home} either. ` +
        'Start Yidan as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
  await giveTo(chosen)
  return chosen
}

function runAs(owner: Owner, home: string, binaries: string): PostgresUser {
  return { binaries, home, owner, command: (file, args) => ({ file, args, ...owner }) }
}

/** Inside the namespace the process is nobody; outside it is root without any of root's capabilities, so files stay root's. */
function inNamespace(home: string, binaries: string): PostgresUser {
  const mapping = ['--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`]
  const command = (file: string, args: string[]) => ({ file: 'unshare', args: [...mapping, file, ...args] })
  return { binaries, home, owner: { uid: 0, gid: 0 }, command }
}

/** Whether the candidate really gets as far as its folder, which is given to it afterwards, and can run its binaries. */
function works(candidate: PostgresUser): boolean {
  const script = 'cd "$1" && exec "$2" --version'
  const program = join(candidate.binaries, 'postgres')
  const { file, args, ...ids } = candidate.command('/bin/sh', ['-c', script, 'sh', dirname(candidate.home), program])
  return spawnSync(file, args, { ...ids, cwd: '/', env: postgresEnvironment, stdio: 'ignore' }).status === 0
}

async function giveTo({ home, owner }: PostgresUser): Promise<void> {
  await chmod(home, 0o700)
  if (owner === undefined || (await stat(home)).uid === owner.uid) return
  const entries = await readdir(home, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => !one.isSymbolicLink())) {
    await chown(join(entry.parentPath, entry.name), owner.uid, owner.gid)
  }
  // The folder itself last: it is what tells whether the rest was done.
  await chown(home, owner.uid, owner.gid)
}

async function moveBelow(
  sharedFolder: string,
  { home, binaries, onProgress }: { home: string; binaries: string; onProgress: (line: string) => void },
): Promise<PostgresUser> {
  const version = await packageVersion(binaries)
  const sharedBinaries = join(sharedFolder, `postgres-${version}`)
  await makeFolder(sharedFolder, 0o755)
  if (!existsSync(sharedBinaries)) {
    const partial = await mkdtemp(`${sharedBinaries}.partial-`)
    await cp(join(binaries, '..'), partial, { recursive: true, verbatimSymlinks: true })
    await chmod(partial, 0o755)
    await rename(partial, sharedBinaries)
  }
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12)
  const sharedHome = join(sharedFolder, name)
  if (!home.startsWith(`${sharedFolder}/`)) {
    await rename(home, sharedHome).catch((cause: unknown) => {
      throw new Error(`cannot move ${home} to ${sharedHome}; copy it there by hand and link the old name to it`, {
        cause,
      })
    })
    await symlink(sharedHome, home)
    onProgress(`only root may enter ${home}, so the database lives in ${sharedHome} and runs from ${sharedBinaries}`)
  }
  return runAs(nobody, await realpath(home), join(sharedBinaries, 'bin'))
}

async function packageVersion(binaries: string): Promise<string> {
  const text = await readFile(join(binaries, '../../package.json'), 'utf8')
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? 'unknown'
}
