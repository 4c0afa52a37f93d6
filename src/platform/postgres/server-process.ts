import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, open, readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readPostmaster } from './leftovers.ts'
import { type PostgresUser, postgresEnvironment } from './postgres-user.ts'

const pollMs = 15

/** A running server: the first process of PostgreSQL, a child of ours. */
export type ServerProcess = { child: ChildProcess; pid: number; port: number; exited: Promise<void> }

/**
 * Starts the server and waits until it takes connections. Without a wanted port it takes a free one, and another when somebody
 * took that one meanwhile.
 * @throws Error with the end of the log when it does not start
 */
export async function launchServer(
  user: PostgresUser,
  cluster: string,
  options: {
    port: number | undefined
    configure: (port: number) => Promise<void>
    onProgress: (line: string) => void
  },
): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort())
    await options.configure(port)
    const server = await spawnServer(user, cluster, port)
    if (await isReady(server, cluster, options.onProgress)) return server
    await endServer(server, { gently: false })
    const ending = await endOfLogs(join(user.home, 'log'))
    if (options.port !== undefined || attempt === 3 || !ending.includes('could not create any TCP/IP sockets')) {
      throw new Error(`PostgreSQL did not start. Its log in ${join(user.home, 'log')} ends:\n${ending}`)
    }
  }
}

/** Ends the server and waits for it. Gently: what is committed is written down; else at once, to be recovered at the next start. */
export async function endServer({ child, exited }: ServerProcess, { gently }: { gently: boolean }): Promise<void> {
  // PostgreSQL's fast shutdown, then its immediate one.
  for (const signal of gently ? (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) : (['SIGQUIT', 'SIGKILL'] as const)) {
    child.kill(signal)
    const waiting = new AbortController()
    const tooLong = pause(60_000, false, { signal: waiting.signal }).catch(() => false)
    const gone = await Promise.race([exited.then(() => true), tooLong])
    waiting.abort()
    if (gone) return
  }
}

/** The log is a file and not a pipe, because the server must outlive a run that is killed. */
async function spawnServer(user: PostgresUser, cluster: string, port: number): Promise<ServerProcess> {
  const log = join(user.home, 'log', 'start.log')
  const logFile = await open(log, 'w', 0o600)
  if (user.owner !== undefined) await chown(log, user.owner.uid, user.owner.gid)
  const { file, args, ...ids } = user.command(join(user.binaries, 'postgres'), ['-D', cluster])
  const child = spawn(file, args, {
    ...ids,
    detached: true,
    cwd: '/',
    env: postgresEnvironment,
    stdio: ['ignore', logFile.fd, logFile.fd],
  })
  child.unref()
  const exited = once(child, 'exit').then(
    () => undefined,
    () => undefined,
  )
  await logFile.close()
  return { child, pid: child.pid ?? 0, port, exited }
}

async function isReady(
  { pid, exited }: ServerProcess,
  cluster: string,
  onProgress: (line: string) => void,
): Promise<boolean> {
  const ended = exited.then(() => true)
  for (let polls = 1; ; polls++) {
    const postmaster = await readPostmaster(cluster)
    if (postmaster?.ready && postmaster.pid === pid) return true
    if (polls % 200 === 0) onProgress('waiting for the database to recover')
    if (await Promise.race([ended, pause(pollMs, false)])) return false
  }
}

async function endOfLogs(folder: string): Promise<string> {
  const paths = (await readdir(folder)).map((name) => join(folder, name))
  const files = await Promise.all(paths.map(async (path) => ({ path, at: (await stat(path)).mtimeMs })))
  const newest = files.sort((a, b) => a.at - b.at).slice(-2)
  const texts = await Promise.all(newest.map(({ path }) => readFile(path, 'utf8')))
  return texts.join('').trim().split('\n').slice(-15).join('\n')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('the system gave no port')
  return address.port
}
