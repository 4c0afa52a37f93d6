// Who has an object open just now. It is kept in memory and told from process to process, written nowhere: a stream says what
// its page has open, and has left when it ends.
import { z } from 'zod'
import { notify } from '../events.ts'
import { newId } from '../ids.ts'
import type { Runtime } from '../runtime.ts'
import { secondMs } from '../time.ts'

/** The channel on which processes tell one another who looks at what. */
export const presenceChannel = 'yidan_presence'

const beatMs = 20 * secondMs
/** Whoever another process did not name for so long is gone, and that process perhaps too. */
const forgottenAfterMs = 50 * secondMs
/** Of more it is not told who they are. */
const mostOfObject = 200

/** Somebody who has an object open. */
export type Viewer = { actor: string; since: Date }

/** What is open: an object of a merchant. */
export type Viewed = { merchantId: string; objectType: string; objectId: string }

/** Who has what open, as far as this process has heard. */
export type Presences = {
  /** Somebody has an object open, until what is answered is called. */
  enter: (viewed: Viewed, actor: string) => () => void
  /** Hears what a process said. */
  hear: (payload: string) => void
  /** Who else has it open, the first who came before the others. */
  othersOf: (viewed: Viewed, actor: string) => Viewer[]
  close: () => void
}

const saidForm = z.object({
  process: z.uuid(),
  says: z.enum(['enters', 'is there', 'leaves']),
  merchantId: z.uuid(),
  objectType: z.string(),
  objectId: z.uuid(),
  tab: z.uuid(),
  actor: z.string(),
})

type Said = z.output<typeof saidForm>
type Tab = { actor: string; sinceMs: number; heardMs: number; own: Said | undefined }

/** Begins with nobody; `tell` hears whenever others are there than were. */
export function createPresences(
  { database, clock, logger }: Pick<Runtime, 'database' | 'clock' | 'logger'>,
  tell: (viewed: Viewed) => void,
): Presences {
  const process = newId(clock())
  const objects = new Map<string, Map<string, Tab>>()

  function note(said: Said): void {
    const key = keyOf(said)
    const tabs = objects.get(key) ?? new Map<string, Tab>()
    const before = actorsOf(tabs)
    const nowMs = clock().getTime()
    const { tab, actor } = said
    if (said.says === 'leaves') tabs.delete(tab)
    else if (tabs.has(tab) || tabs.size < mostOfObject) {
      const own = said.process === process ? said : undefined
      tabs.set(tab, { ...{ actor, own, heardMs: nowMs }, sinceMs: tabs.get(tab)?.sinceMs ?? nowMs })
    }
    keep(key, tabs, before)
  }

  function keep(key: string, tabs: Map<string, Tab>, before: ReadonlySet<string>): void {
    if (tabs.size === 0) objects.delete(key)
    else objects.set(key, tabs)
    if (before.symmetricDifference(actorsOf(tabs)).size > 0) tell(viewedOf(key))
  }

  function say(said: Said): void {
    notify(database, presenceChannel, JSON.stringify(said)).catch((error: unknown) =>
      logger.warn({ error: String(error) }, 'who is there could not be told'),
    )
  }

  function sayAgain(tabs: Iterable<Tab>): void {
    for (const { own } of tabs) if (own !== undefined) say({ ...own, says: 'is there' })
  }

  const beating = setInterval(() => {
    const lastMs = clock().getTime() - forgottenAfterMs
    for (const [key, tabs] of objects) {
      const before = actorsOf(tabs)
      sayAgain(tabs.values())
      for (const [tab, { heardMs, own }] of tabs) if (own === undefined && heardMs < lastMs) tabs.delete(tab)
      keep(key, tabs, before)
    }
  }, beatMs)
  beating.unref()

  return {
    enter: (viewed, actor) => {
      const said: Said = { ...viewed, process, says: 'enters', tab: newId(clock()), actor }
      note(said)
      say(said)
      return () => {
        note({ ...said, says: 'leaves' })
        say({ ...said, says: 'leaves' })
      }
    },
    hear: (payload) => {
      const said = saidForm.safeParse(JSON.parse(payload))
      if (!said.success || said.data.process === process) return
      note(said.data)
      // Who came cannot know who was there before.
      if (said.data.says === 'enters') sayAgain(objects.get(keyOf(said.data))?.values() ?? [])
    },
    othersOf: (viewed, self) => othersAmong(objects.get(keyOf(viewed))?.values() ?? [], self),
    close: () => clearInterval(beating),
  }
}

function keyOf({ merchantId, objectType, objectId }: Viewed): string {
  return [merchantId, objectType, objectId].join(' ')
}

function viewedOf(key: string): Viewed {
  const [merchantId = '', objectType = '', objectId = ''] = key.split(' ')
  return { merchantId, objectType, objectId }
}

function actorsOf(tabs: ReadonlyMap<string, Tab>): ReadonlySet<string> {
  return new Set([...tabs.values()].map(({ actor }) => actor))
}

function othersAmong(tabs: Iterable<Tab>, self: string): Viewer[] {
  const since = new Map<string, number>()
  for (const { actor, sinceMs } of tabs) {
    if (actor !== self) since.set(actor, Math.min(since.get(actor) ?? sinceMs, sinceMs))
  }
  return [...since].sort(([, a], [, b]) => a - b).map(([actor, ms]) => ({ actor, since: new Date(ms) }))
}
