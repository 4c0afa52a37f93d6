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
import { createPresences, presenceChannel, type Viewed } from './presences.ts'

/** How many streams there may be at once. */
export type StreamLimits = { ofSession: number; ofNetwork: number; all: number }

/** A page has one while it is looked at. */
export const streamLimits: StreamLimits = { ofSession: 12, ofNetwork: 500, all: 5000 }

/** Everybody who listens to one process: see `live-room.ts`. */
export type LiveHub = {
  /**
   * Keeps a place for one more, who counts from now on; what is answered gives it back, when they have come or do not come.
   * @throws DomainError `too_many_streams`
   */
  keepPlace: (principal: Principal) => () => void
  /** Lets one listen; `viewing`: what their page has open, which the others who have it open are told. */
  join: (connection: ServerResponse, listener: Omit<Listener, 'onRights'>, viewing: Viewing | undefined) => void
  /** Ends every stream; their clients come back to another process, or to this one's successor. */
  close: () => Promise<void>
}

/** What somebody's page has open, and whether they may see it, asked again when they may do other things. */
export type Viewing = { viewed: Viewed; maySee: (principal: Principal) => Promise<boolean> }

/** Makes the hub of a process. It listens to the database from the first who listens to it. */
export function createLiveHub(
  runtime: Runtime,
  objects: readonly LiveObject[],
  limits: StreamLimits = streamLimits,
): LiveHub {
  const stopping = new AbortController()
  const rooms = createRooms(runtime, objects, stopping.signal)
  const views = new Map<LiveStream, Viewed>()
  const awaited = new Set<{ principal: Principal }>()
  const presences = createPresences(runtime, (viewed) => {
    for (const [stream, each] of views) if (isSame(viewed, each)) tellViewers(stream, each)
  })
  const tellViewers = (stream: LiveStream, viewed: Viewed) => {
    const { objectType, objectId } = viewed
    stream.send('viewers', { objectType, objectId, others: presences.othersOf(viewed, stream.principal.actor) })
  }
  let listening: Promise<void> | undefined
  const listen = () =>
    keepListening(runtime.database.url, {
      channels: [eventChannel, quietEventChannel, presenceChannel],
      hear: (channel, payload) => {
        if (channel === presenceChannel) presences.hear(payload)
        else rooms.ring(payload)
      },
      begin: () => rooms.ringAll(),
      logger: runtime.logger,
      signal: stopping.signal,
    })
  return {
    keepPlace: (principal) => {
      requireRoom([...rooms.all(), ...awaited], principal, limits)
      const place = { principal }
      awaited.add(place)
      return () => awaited.delete(place)
    },
    join: (connection, listener, viewing) => {
      if (connection.destroyed) return
      listening ??= listen()
      const leaving = new AbortController()
      const onRights = async (principal: Principal) => {
        if (viewing !== undefined && !(await viewing.maySee(principal).catch(() => false))) leaving.abort()
      }
      const stream = rooms.join(connection, { ...listener, onRights })
      if (viewing === undefined || stream.isOver()) return
      const { viewed } = viewing
      const leave = presences.enter(viewed, listener.principal.actor)
      views.set(stream, viewed)
      tellViewers(stream, viewed)
      connection.once('close', () => leaving.abort())
      leaving.signal.addEventListener('abort', () => {
        views.delete(stream)
        leave()
        stream.send('viewers', { objectType: viewed.objectType, objectId: viewed.objectId, others: [] })
      })
    },
    close: async () => {
      stopping.abort()
      presences.close()
      for (const { end } of rooms.all()) end()
      await Promise.all([listening, rooms.ended()])
    },
  }
}

function isSame(a: Viewed, b: Viewed): boolean {
  return a.merchantId === b.merchantId && a.objectType === b.objectType && a.objectId === b.objectId
}

/** @throws DomainError `too_many_streams` */
function requireRoom(
  streams: readonly Pick<LiveStream, 'principal'>[],
  principal: Principal,
  limits: StreamLimits,
): void {
  const network = clientNetwork(principal.origin)
  const own = streams.filter((stream) => holderOf(stream.principal) === holderOf(principal)).length
  const near = streams.filter((stream) => clientNetwork(stream.principal.origin) === network).length
  if (own < limits.ofSession && near < limits.ofNetwork && streams.length < limits.all) return
  throw new DomainError('too_many', 'too_many_streams', { facts: { retryAfterSeconds: 30 } })
}

function holderOf({ session, actor, merchantId }: Principal): string {
  return `${merchantId} ${session?.id ?? actor}`
}
