import { hash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '../errors.ts'
import type { Principal } from '../http/app.ts'
import { isId } from '../ids.ts'
import type { Runtime } from '../runtime.ts'
import { secondMs } from '../time.ts'
import type { LiveObject } from './live-object.ts'
import { type LiveRoom, openRoom } from './live-room.ts'
import { type LiveStream, openStream } from './live-stream.ts'

const beatMs = 20 * secondMs
/** It is looked again whether who listens may, also when nothing was told of it. */
const beatsBetweenLooks = 3
const retryMs = 1000

/** Who wants to listen. */
export type Listener = {
  principal: Principal
  /** The last event that the client had, where it was here before. */
  since: string | undefined
  /** Finds again who asks, without counting it as use; throws when they may no longer. */
  again: () => Promise<Principal>
  /** They may do other things than before, or elsewhere. */
  onRights: (principal: Principal) => Promise<void>
}

/** The rooms of a process, one for each merchant of whom somebody listens. */
export type LiveRooms = {
  /** Something happened to a merchant. */
  ring: (merchantId: string) => void
  ringAll: () => void
  join: (connection: ServerResponse, listener: Listener) => LiveStream
  all: () => LiveStream[]
  streamsOf: (merchantId: string) => Iterable<LiveStream>
  /** Until nothing is read any more, once the signal has come. */
  ended: () => Promise<unknown>
}

type Kept = {
  merchantId: string
  room: LiveRoom
  listeners: WeakMap<LiveStream, Pick<Listener, 'again' | 'onRights'>>
  isRung: boolean
  looking: Promise<void> | undefined
}

/** Begins without a room. */
export function createRooms(runtime: Runtime, objects: readonly LiveObject[], signal: AbortSignal): LiveRooms {
  const byType = new Map(objects.map((object) => [object.type, object]))
  const rooms = new Map<string, Kept>()
  const ring = (merchantId: string) => {
    const kept = rooms.get(merchantId)
    if (kept === undefined) return
    kept.isRung = true
    kept.looking ??= lookWhileRung(runtime, kept, signal).finally(() => {
      kept.looking = undefined
    })
  }
  const roomOf = (merchantId: string) => {
    const kept = rooms.get(merchantId) ?? openKept({ runtime, merchantId, objects: byType })
    rooms.set(merchantId, kept)
    return kept
  }
  beat(rooms, { ring, signal })
  return {
    ring,
    ringAll: () => {
      for (const merchantId of rooms.keys()) ring(merchantId)
    },
    all: () => [...rooms.values()].flatMap(({ room }) => [...room.streams]),
    streamsOf: (merchantId) => rooms.get(merchantId)?.room.streams ?? [],
    ended: () => Promise.all([...rooms.values()].map(({ looking }) => looking)),
    join: (connection, listener) => {
      const { merchantId } = listener.principal
      const kept = roomOf(merchantId)
      const { streams } = kept.room
      const stream = openStream(connection, listener.principal, () => {
        streams.delete(stream)
        if (streams.size === 0 && rooms.get(merchantId) === kept) rooms.delete(merchantId)
      })
      if (signal.aborted) {
        stream.end()
        return stream
      }
      streams.add(stream)
      kept.listeners.set(stream, listener)
      greet(kept.room, stream, listener.since)
      return stream
    },
  }
}

function openKept(context: { runtime: Runtime; merchantId: string; objects: ReadonlyMap<string, LiveObject> }): Kept {
  const onEntries: Parameters<typeof openRoom>[0]['onEntries'] = (entries) => {
    if (entries.some(({ objectType }) => ofAccess.has(objectType))) void askAgain(kept)
  }
  const room = openRoom({ ...context, onEntries })
  const kept: Kept = {
    ...{ merchantId: context.merchantId, room, listeners: new WeakMap(), isRung: false, looking: undefined },
  }
  return kept
}

function greet(room: LiveRoom, stream: LiveStream, since: string | undefined): void {
  stream.send('hello', { beatMs, rights: markOf(stream.principal) }, room.position())
  if (since === undefined) return
  if (!isId(since)) {
    stream.send('reload', {})
    return
  }
  void room.replay(stream, since).catch(() => stream.send('reload', {}))
}

/** By it a client knows whether they may do what they might. */
function markOf({ rights = '' }: Principal): string {
  return hash('sha256', rights, 'base64url')
}

async function lookWhileRung({ logger }: Runtime, kept: Kept, signal: AbortSignal): Promise<void> {
  while (kept.isRung && kept.room.streams.size > 0 && !signal.aborted) {
    kept.isRung = false
    const waitMs = await kept.room.look().catch((error: unknown) => {
      logger.warn({ error: String(error) }, 'what is new could not be read')
      kept.isRung = true
      return retryMs
    })
    await pause(waitMs, undefined, { signal }).catch(() => {})
  }
}

/** What may end somebody's session or change what they may. */
const ofAccess = new Set(['session', 'staff', 'role', 'api_key', 'security_settings'])

/** Who may no longer is let go; they are told so by 401 when they come again. Who may do other things than before is told that. */
async function askAgain({ room, listeners }: Kept): Promise<void> {
  for (const stream of [...room.streams]) {
    try {
      const listener = listeners.get(stream)
      const principal = await listener?.again()
      if (principal === undefined) continue
      const isOther = principal.rights !== stream.principal.rights
      stream.principal = principal
      if (!isOther) continue
      stream.send('rights', { rights: markOf(principal) })
      await listener?.onRights(principal)
    } catch (error) {
      if (error instanceof DomainError) stream.end()
    }
  }
}

/** Says that it is there, and looks, should a wake-up have been lost. */
function beat(
  rooms: ReadonlyMap<string, Kept>,
  { ring, signal }: { ring: LiveRooms['ring']; signal: AbortSignal },
): void {
  let beats = 0
  const beating = setInterval(() => {
    beats += 1
    for (const kept of rooms.values()) {
      for (const stream of kept.room.streams) stream.send('beat', {})
      if (beats % beatsBetweenLooks === 0) void askAgain(kept)
      ring(kept.merchantId)
    }
  }, beatMs)
  beating.unref()
  signal.addEventListener('abort', () => clearInterval(beating), { once: true })
}
