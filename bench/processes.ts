import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { waitUntilReady } from '../src/shell/wait-until-ready.ts'
import type { LoadResult } from './load.ts'
import type { BenchShop } from './shop.ts'

/** A server and a worker of Yidan on the shop's database. */
export type System = { port: number; server: ChildProcess; worker: ChildProcess | undefined; stop: () => Promise<void> }

/** Starts a server, and a worker unless told not to; resolves once the server is ready. */
export async function startSystem(shop: BenchShop, { worker }: { worker: boolean }): Promise<System> {
  const port = await freePort()
  const environment = {
    ...process.env,
    YIDAN_DATA: shop.folder,
    YIDAN_APP_DATABASE_URL: shop.appUrl,
    PORT: String(port),
    HOST: '127.0.0.1',
    YIDAN_LOG: 'warn',
  }
  const start = (name: string) =>
    fork(fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url)), {
      env: environment,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
  const children = { server: start('server'), worker: worker ? start('worker') : undefined }
  await waitUntilReady(`http://127.0.0.1:${port}`, 30_000)
  return { port, ...children, stop: async () => void (await Promise.all([end(children.server), end(children.worker)])) }
}

/** Runs a load in a process of its own. */
export async function runLoad(file: string, load: object): Promise<LoadResult> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  child.send(load)
  const [result] = (await once(child, 'message')) as [LoadResult]
  await end(child)
  return result
}

/** Milliseconds of processor time that processes have used so far, their children's included when they are PostgreSQL's. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuOf(pid), 0)
}

/** The processes of a PostgreSQL server, backends that ended are counted with their parent. */
export function postgresPids(postmaster: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => statOf(Number(name))?.[1] === String(postmaster))
  return [postmaster, ...children.map(Number)]
}

/** Resident memory in MB. */
export function rssMb(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
  return Math.round((pages * 4096) / 1024 / 1024)
}

const tickMs = 10

function cpuOf(pid: number): number {
  const stat = statOf(pid)
  if (stat === undefined) return 0
  // Fields 14 to 17 of proc(5): own user and system time, and that of children that were waited for.
  return stat.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tickMs, 0)
}

/** Fields of /proc/PID/stat behind the name, which may hold spaces: state first, parent second. */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
