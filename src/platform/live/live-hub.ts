import type { ServerResponse } from 'node:http'
import { keepListening } from '../db/listen.ts'
import { DomainError } from '../errors.ts'
import { eventChannel, quietEventChannel } from '../events.ts'
import type { Principal } from '../http/app.ts'
import { clientNetwork } from '../ip-address.ts'
import type { Runtime } from '../runtime.ts'
import type { LiveObject } from './live-object.ts'
import { createRooms, type Listener } from './live-rooms.ts'
import type { LiveStream } from './live-stream.ts'
import { createPresences, type Presences, presenceChannel } from './presences.ts'

/** How many streams there may be at once. */
export type StreamLimits = { ofSession: number; ofNetwork: number; all: number }

/** A page has one; a browser shares it among its tabs where it can. */
export const streamLimits: StreamLimits = { ofSession: 12, ofNetwork: 500, all: 5000 }

/** Everybody who listens to one process: see `live-room.ts`. */
export type LiveHub = {
  /** Whether one more may listen. @throws DomainError `too_many_streams` */
  requireRoom: (principal: Principal) => void
  join: (connection: ServerResponse, listener: Listener) => void
  presences: Presences
  /** Ends every stream; their clients come back to another process, or to this one's successor. */
  close: () => Promise<void>
}

/** Makes the hub of a process. It listens to the database from the first who listens to it. */
export function createLiveHub(
  runtime: Runtime,
  objects: readonly LiveObject[],
  limits: StreamLimits = streamLimits,
): LiveHub {
  const stopping = new AbortController()
  const rooms = createRooms(runtime, objects, stopping.signal)
  let listening: Promise<void> | undefined
  const presences = createPresences(runtime, {
    begin: () => listen(),
    tell: (merchantId, actors, data) => {
      for (const stream of rooms.streamsOf(merchantId)) {
        if (actors.has(stream.principal.actor)) stream.send('viewers', data)
      }
    },
  })
  const listen = () => {
    listening ??= keepListening(runtime.database.url, {
      channels: [eventChannel, quietEventChannel, presenceChannel],
      hear: (channel, payload) => {
        if (channel === presenceChannel) presences.hear(payload)
        else rooms.ring(payload)
      },
      begin: () => rooms.ringAll(),
      logger: runtime.logger,
      signal: stopping.signal,
    })
  }
  return {
    presences,
    requireRoom: (principal) => requireRoom(rooms.all(), principal, limits),
    join: (connection, listener) => {
      listen()
      rooms.join(connection, listener)
    },
    close: async () => {
      stopping.abort()
      presences.close()
      for (const { end } of rooms.all()) end()
      await Promise.all([listening, rooms.ended()])
    },
  }
}

/** @throws DomainError `too_many_streams` */
function requireRoom(streams: readonly LiveStream[], principal: Principal, limits: StreamLimits): void {
  const network = clientNetwork(principal.origin)
  const own = streams.filter((stream) => holderOf(stream.principal) === holderOf(principal)).length
  const near = streams.filter((stream) => clientNetwork(stream.principal.origin) === network).length
  if (own < limits.ofSession && near < limits.ofNetwork && streams.length < limits.all) return
  throw new DomainError('too_many', 'too_many_streams', { facts: { retryAfterSeconds: 30 } })
}

function holderOf({ session, actor, merchantId }: Principal): string {
  return `${merchantId} ${session?.id ?? actor}`
}
