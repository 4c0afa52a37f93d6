import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { waitUntilReady } from '../../src/shell/wait-until-ready.ts'
import { type Program, startProgram } from './program.ts'

/** Where programs run, and who hears of an end that nobody caused. */
export type Surroundings = { dataDir: string; appUrl: string; onUnexpectedEnd: (ending: string) => void }

type Server = { program: Program; address: string; port: number }

const readyLimitMs = 60_000

/** The servers and the worker of one installation, with the environment that `npm start` gives them; none runs at first. */
export function createPrograms(surroundings: Surroundings) {
  const servers: Server[] = []
  let worker: Program | undefined
  let isStopping = false
  const log = join(surroundings.dataDir, 'programs.log')
  const launch = (name: 'server' | 'worker', port?: number) => {
    if (isStopping) throw new Error('the system is being stopped')
    return launchProgram(surroundings, { name, log, port })
  }
  const startWorker = () => {
    worker = launch('worker')
  }
  const untilReady = async () => {
    await Promise.all(servers.map(({ address }) => waitUntilReady(address, readyLimitMs)))
  }
  const useServers = async (count: number) => {
    await Promise.all(servers.splice(count).map(({ program }) => program.stop()))
    while (servers.length < count) {
      const port = await freePort()
      servers.push({ program: launch('server', port), port, address: `http://127.0.0.1:${port}` })
    }
    await untilReady()
  }
  /** Of the servers, the one of that place. */
  const aim = (target: 'server' | 'worker', place: number) => {
    const server = target === 'server' ? servers[place % servers.length] : undefined
    const victim = server?.program ?? worker
    const restart = async () => {
      await victim?.ended
      if (server === undefined) startWorker()
      else server.program = launch('server', server.port)
      await untilReady()
    }
    return { address: server?.address, kill: () => victim?.strike(), restart }
  }
  const stop = async () => {
    isStopping = true
    await Promise.all([worker?.stop(), ...servers.map(({ program }) => program.stop())])
  }
  return { addresses: () => servers.map(({ address }) => address), log, useServers, startWorker, aim, untilReady, stop }
}

function launchProgram(
  { dataDir, appUrl, onUnexpectedEnd }: Surroundings,
  { name, log, port }: { name: 'server' | 'worker'; log: string; port: number | undefined },
): Program {
  return startProgram({
    name: `the ${name}`,
    file: new URL(`../../src/${name}.ts`, import.meta.url),
    environment: {
      ...process.env,
      ...{ YIDAN_DATA: dataDir, YIDAN_APP_DATABASE_URL: appUrl, DATABASE_URL: undefined },
      ...{ HOST: '127.0.0.1', PORT: port === undefined ? undefined : String(port), YIDAN_LOG: 'warn' },
    },
    log,
    onUnexpectedEnd,
  })
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
