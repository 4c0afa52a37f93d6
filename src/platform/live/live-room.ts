// Those of one merchant who listen to one process. However much happens, a room reads at most so many entries at most so often,
// and says so little: where more happened than is worth telling one by one, it only says of which kinds, and "look again".
import { read, type Transaction } from '../db/transaction.ts'
import { firstIdAt, idTime } from '../ids.ts'
import type { Runtime } from '../runtime.ts'
import { namesWithin, type Scope } from '../scope.ts'
import { minuteMs } from '../time.ts'
import type { LiveObject } from './live-object.ts'
import { findNewestEntries, type LiveEntry } from './live-queries.ts'
import type { LiveStream } from './live-stream.ts'

/** How much happens between two looks and is still told one by one. */
export const mostTold = 100
/** Between two looks: what comes meanwhile is told together. */
export const pauseMs = 400
/** Between two looks while a flood goes on. */
export const floodPauseMs = 2000
/** An entry's number is of the time it was written, and it is seen when its transaction ends: so far back it is looked again. */
const lateMs = 10_000
/** What was under way when the first one came, who may have read what was before it. */
const openingMs = 2000
/** What happened longer ago is not told to who comes back. */
const longestReplayMs = 5 * minuteMs

/** The room of one merchant. */
export type LiveRoom = {
  streams: Set<LiveStream>
  /** How far it has told: what who comes now says it had last, until something is told. */
  position: () => string
  /** Tells everybody what is new. Answers how long to wait before the next look. */
  look: () => Promise<number>
  /** Tells one who came back what happened since; or that it was too long ago, or too much. */
  replay: (stream: LiveStream, since: string) => Promise<void>
}

/** What a room works with; `onEntries` hears of all that is new, whoever may. */
export type RoomContext = {
  runtime: Pick<Runtime, 'database' | 'clock'>
  merchantId: string
  objects: ReadonlyMap<string, LiveObject>
  onEntries: (entries: readonly LiveEntry[]) => void
}

/** Opens a room: what happened before is no news. */
export function openRoom({ runtime, merchantId, objects, onEntries }: RoomContext): LiveRoom {
  const { database, clock } = runtime
  const streams = new Set<LiveStream>()
  const told = new Set<string>()
  const openedAt = firstIdAt(new Date(clock().getTime() - openingMs))

  let flood: Flood | undefined

  return {
    streams,
    position: () => firstIdAt(new Date(clock().getTime() - lateMs)),
    look: () =>
      read(database, merchantId, async (tx) => {
        const nowMs = clock().getTime()
        if (flood !== undefined && flood.at + lateMs < nowMs) {
          // What was written during it and came to its end after the last look.
          sayMany(streams, objects, flood)
          flood = undefined
        }
        const since = [openedAt, firstIdAt(new Date(nowMs - lateMs)), flood?.newest ?? ''].reduce(later)
        const entries = await findNewestEntries(tx, since, mostTold + 1)
        const fresh = entries.filter(({ entryId }) => !told.has(entryId))
        for (const id of told) if (id < since) told.delete(id)
        for (const { entryId } of fresh) told.add(entryId)
        if (fresh.length === 0) return pauseMs
        onEntries(fresh)
        if (fresh.length <= mostTold) {
          await tell(tx, objects, { streams, entries: fresh })
          return pauseMs
        }
        flood = { at: nowMs, newest: fresh[0]?.entryId as string, types: typesOf(fresh) }
        sayMany(streams, objects, flood)
        return floodPauseMs
      }),
    replay: async (stream, since) => {
      if (idTime(since).getTime() < clock().getTime() - longestReplayMs) {
        stream.send('reload', {})
        return
      }
      await read(database, merchantId, async (tx) => {
        const entries = (await findNewestEntries(tx, since, mostTold + 2)).filter(({ entryId }) => entryId > since)
        if (entries.length > mostTold) {
          sayMany([stream], objects, { newest: entries[0]?.entryId as string, types: typesOf(entries) })
        } else if (entries.length > 0) await tell(tx, objects, { streams: [stream], entries })
      })
    },
  }
}

/** More than is told one by one: when that was, the newest of it, and of which kinds it was. */
type Flood = { at: number; newest: string; types: readonly string[] }

function later(a: string, b: string): string {
  return a > b ? a : b
}

function typesOf(entries: readonly LiveEntry[]): string[] {
  return [...new Set(entries.map(({ objectType }) => objectType))].sort()
}

function sayMany(
  streams: Iterable<LiveStream>,
  objects: RoomContext['objects'],
  { newest, types }: Pick<Flood, 'newest' | 'types'>,
): void {
  for (const stream of streams) {
    const objectTypes = types.filter((type) => mayHear(stream, objects.get(type)))
    if (objectTypes.length > 0) stream.send('many', { objectTypes }, newest)
  }
}

/** Tells each stream what it may hear of entries, which are the newest first. */
async function tell(
  tx: Transaction,
  objects: RoomContext['objects'],
  { streams, entries }: { streams: Iterable<LiveStream>; entries: readonly LiveEntry[] },
): Promise<void> {
  const newest = entries[0]?.entryId as string
  const listening = [...streams].filter((stream) => !stream.isOver())
  const heardOf = await whatIsHeard(tx, objects, entries)
  for (const stream of listening) {
    const changes: object[] = []
    const kinds = new Set<string>()
    // The oldest first, as they happened.
    for (const entry of entries.toReversed()) {
      const heard = mayHear(stream, objects.get(entry.objectType)) ? await heardOf(stream, entry) : 'nothing'
      if (heard === 'kind') kinds.add(entry.objectType)
      if (heard === 'object') changes.push(changeOf(entry))
    }
    if (changes.length > 0) stream.send('changes', { changes }, newest)
    if (kinds.size > 0) stream.send('many', { objectTypes: [...kinds] }, newest)
  }
}

function changeOf({ entryId: _, at, ...change }: LiveEntry): object {
  return { ...change, at: at.toISOString() }
}

function mayHear({ principal }: LiveStream, object: LiveObject | undefined): boolean {
  return object !== undefined && principal.may(object.permission)
}

type HeardOf = (stream: LiveStream, entry: LiveEntry) => Promise<'object' | 'kind' | 'nothing'>

/** Asks, once for all who are narrowed alike, which of the objects lie within; and once for all whom they are for. */
async function whatIsHeard(
  tx: Transaction,
  objects: RoomContext['objects'],
  entries: readonly LiveEntry[],
): Promise<HeardOf> {
  const idsOf = new Map<string, string[]>()
  for (const { objectType, objectId } of entries) {
    idsOf.set(objectType, [...(idsOf.get(objectType) ?? []), objectId])
  }
  const addressees = new Map<string, ReadonlyMap<string, string>>()
  for (const [type, ids] of idsOf) {
    const found = await objects.get(type)?.addressees?.(tx, ids)
    if (found !== undefined) addressees.set(type, found)
  }
  const asked = new Map<string, Promise<ReadonlySet<string>>>()
  return async ({ principal: { scope, actor } }, { objectType, objectId }) => {
    const forWhom = addressees.get(objectType)
    if (forWhom !== undefined && forWhom.get(objectId) !== actor) return 'nothing'
    const { within } = objects.get(objectType) as LiveObject
    if (within === undefined || Object.keys(scope).length === 0) return 'object'
    if (within === 'kind') return 'kind'
    const key = `${objectType} ${scopeKey(scope)}`
    const answer = asked.get(key) ?? within({ tx, scope }, idsOf.get(objectType) ?? [])
    asked.set(key, answer)
    return (await answer).has(objectId) ? 'object' : 'nothing'
  }
}

function scopeKey(scope: Scope): string {
  return JSON.stringify(
    Object.keys(scope)
      .sort()
      .map((kind) => [kind, namesWithin(scope, kind)]),
  )
}
