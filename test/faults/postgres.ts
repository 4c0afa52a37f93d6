import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/platform/postgres/embedded-postgres.ts'
import { clusterProcesses } from '../../src/platform/postgres/leftovers.ts'

/** The database server of a system under test: what is committed survives its death. */
export type MortalPostgres = {
  /** Looks for its processes now; what it answers kills them all at once. */
  aim: () => Promise<() => void>
  /** Waits until nothing of the killed server is left, and starts it again on the same address. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}

const pollMs = 10
/** Sizes the cache: a small machine's, because tests run beside it. */
const memoryBytes = 1024 ** 3

/** Starts PostgreSQL below a folder as `npm start` does, with every commit on disk. */
export async function startMortalPostgres(
  dataDir: string,
  onUnexpectedEnd: (ending: string) => void,
): Promise<MortalPostgres> {
  const options: EmbeddedPostgresOptions = {
    dataDir,
    runningAsRoot: process.getuid?.() === 0,
    signalProcess: process.kill,
    memoryBytes,
  }
  let isExpected = false
  let isStopping = false
  let starting: Promise<void> | undefined
  const start = async (port?: number) => {
    const server = await startEmbeddedPostgres({ ...options, ...(port !== undefined && { port }) })
    isExpected = false
    void server.exited.then(() => {
      if (!isExpected) onUnexpectedEnd('PostgreSQL ended by itself')
    })
    return server
  }
  let server = await start()
  const { port } = server
  const cluster = await realpath(join(dataDir, 'postgres', 'cluster'))
  return {
    aim: async () => {
      const { pid } = server
      const others = (await clusterProcesses(cluster, pid)).filter((each) => each !== pid)
      return () => {
        isExpected = true
        for (const each of [pid, ...others]) kill(each)
      }
    },
    restart: () => {
      starting = endStragglers(cluster, server).then(async () => {
        if (!isStopping) server = await start(port)
      })
      return starting
    },
    stop: async () => {
      isStopping = true
      // A start that is under way cannot be called back: what it starts is ended afterwards.
      await starting?.catch(() => undefined)
      isExpected = true
      await server.stop()
    },
  }
}

/** Processes that were born between looking and killing would otherwise end by themselves a little later. */
async function endStragglers(cluster: string, { pid, exited }: EmbeddedPostgres): Promise<void> {
  await exited
  for (;;) {
    const left = await clusterProcesses(cluster, pid)
    if (left.length === 0) return
    for (const each of left) kill(each)
    await pause(pollMs)
  }
}

/** A process may have ended by itself meanwhile. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
