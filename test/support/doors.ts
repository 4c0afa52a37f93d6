import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { z } from 'zod'
import { openDatabase } from '../../src/platform/db/database.ts'
import { DomainError } from '../../src/platform/errors.ts'
import { noFiles } from '../../src/platform/files/file-store.ts'
import { type App, createApp, type Principal } from '../../src/platform/http/app.ts'
import {
  type DoorLimits,
  type DoorSettings,
  type DoorTimes,
  defaultDoors,
} from '../../src/platform/http/doors/door-settings.ts'
import { serveCall } from '../../src/platform/http/serve.ts'
import { type Logger, silentLogger } from '../../src/platform/logger.ts'
import { everywhere } from '../../src/platform/scope.ts'
import { type Clock, systemClock } from '../../src/platform/time.ts'

/** Doors that are other than usual in what a test is about. */
export type TestDoors = Partial<Omit<DoorSettings, 'limits' | 'times'>> & {
  limits?: Partial<DoorLimits>
  times?: Partial<DoorTimes>
  clock?: Clock
  logger?: Logger
}

/** Credentials that are someone's: those of a key, of a key with its own limit, of a person. */
export const credentials = {
  key: { authorization: 'Bearer good-key' },
  limitedKey: { authorization: 'Bearer limited-key' },
  staff: { cookie: '__Host-yidan=good' },
}

const contract = { permission: 'echo.write', response: z.unknown(), preview: false as const, problems: [] }

/** An application with `/api/v1/echo` and no database: it answers who asks, from where, and what the body was. */
export function openDoors({
  clock = systemClock,
  logger = silentLogger,
  limits,
  times,
  ...doors
}: TestDoors = {}): App {
  const settings = {
    ...{ ...defaultDoors, ...doors },
    limits: { ...defaultDoors.limits, ...limits },
    times: { ...defaultDoors.times, ...times },
  }
  const runtime = {
    database: openDatabase({ url: 'postgresql://nobody@127.0.0.1/none', connections: 1 }),
    ...{ clock, logger, keysOf: () => Promise.reject(new Error('no keys')), files: noFiles },
  }
  const app = createApp(runtime, authenticate, settings)
  serveCall(
    app,
    { ...contract, operation: 'readEcho', summary: 'echo', method: 'GET', path: '/echo' },
    async ({ principal }, { ip }) => ({
      status: 200,
      body: { actor: principal.actor, origin: principal.origin, ip },
    }),
  )
  serveCall(
    app,
    { ...contract, operation: 'echo', summary: 'echo', method: 'POST', path: '/echo', body: z.unknown() },
    async (_, { body }) => ({ status: 200, body }),
  )
  app.fastify.get('/open', async () => ({ open: true }))
  return app
}

const authenticate: App['authenticate'] = async ({ headers, ip }) => {
  const principal = (actor: string, more: Partial<Principal> = {}): Principal => ({
    ...{ merchantId: 'merchant', actor, origin: ip, scope: everywhere, may: () => true },
    ...more,
  })
  if (headers.authorization === 'Bearer good-key') return principal('key:1')
  if (headers.authorization === 'Bearer limited-key') return principal('key:2', { requestsPerMinute: 2 })
  if (headers.cookie === '__Host-yidan=good') return principal('staff:1')
  throw new DomainError('unauthorized', 'unauthorized')
}

/** Lets the application listen on the loopback; answers the port. */
export async function listen({ fastify }: App): Promise<number> {
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return (fastify.server.address() as AddressInfo).port
}

/** Opens a connection and writes to it. */
export async function write(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** All that comes on a connection until the server closes it. */
export async function allOf(socket: Socket): Promise<string> {
  let text = ''
  for await (const part of socket) text += String(part)
  return text
}

/** Doors that count no failures of an address: for tests in which everybody comes from one. */
export const patientDoors: DoorSettings = {
  ...defaultDoors,
  limits: { ...defaultDoors.limits, failuresPerAddress: 0 },
}
