// Who has an object open just now. It is kept in memory and told from process to process, written nowhere: a page says every
// while that it is still there, and is forgotten when it does not.
import { z } from 'zod'
import { notify } from '../events.ts'
import type { Runtime } from '../runtime.ts'
import { secondMs } from '../time.ts'

/** The channel on which processes tell one another who looks at what. */
export const presenceChannel = 'yidan_presence'

/** How often a page says that it is there. */
export const presenceBeatMs = 20 * secondMs
/** Whoever was not heard of for so long is gone. */
const forgottenAfterMs = 50 * secondMs
/** No page needs more at once; whoever says more is not heard. */
const mostOfObject = 200

/** Somebody who has an object open. */
export type Viewer = { actor: string; since: Date }

/** That a page has an object open, or no more. */
export type Presence = { objectType: string; objectId: string; tab: string; actor: string; leaves: boolean }

/** Who has what open, as far as this process has heard. */
export type Presences = {
  /** Says it to every process; answers who else has the object open, and whether the same person has it in another page. */
  say: (merchantId: string, presence: Presence) => Promise<{ others: Viewer[]; elsewhere: boolean }>
  /** Hears what a process said. */
  hear: (payload: string) => void
  close: () => void
}

const saidForm = z.object({
  merchantId: z.uuid(),
  objectType: z.string(),
  objectId: z.uuid(),
  tab: z.string(),
  actor: z.string(),
  leaves: z.boolean(),
})

type Tab = { actor: string; sinceMs: number; heardMs: number }

/** What the presences need of the hub: to hear others, and to tell who looks at the same. */
export type PresenceContext = {
  begin: () => void
  tell: (merchantId: string, actors: ReadonlySet<string>, data: { objectType: string; objectId: string }) => void
}

/** Begins with nobody. */
export function createPresences(
  { database, clock }: Pick<Runtime, 'database' | 'clock'>,
  { begin, tell }: PresenceContext,
): Presences {
  /** Merchant and object → tabs. */
  const objects = new Map<string, Map<string, Tab>>()

  function note({ merchantId, objectType, objectId, tab, actor, leaves }: Presence & { merchantId: string }): void {
    const key = [merchantId, objectType, objectId].join(' ')
    const tabs = objects.get(key) ?? new Map<string, Tab>()
    const before = actorsOf(tabs)
    const nowMs = clock().getTime()
    if (leaves) tabs.delete(tab)
    else if (tabs.has(tab) || tabs.size < mostOfObject) {
      tabs.set(tab, { actor, sinceMs: tabs.get(tab)?.sinceMs ?? nowMs, heardMs: nowMs })
    }
    keep(key, tabs)
    tellOfChange(key, before, tabs)
  }

  function keep(key: string, tabs: Map<string, Tab>): void {
    if (tabs.size === 0) objects.delete(key)
    else objects.set(key, tabs)
  }

  function tellOfChange(key: string, before: ReadonlySet<string>, tabs: ReadonlyMap<string, Tab>): void {
    const after = actorsOf(tabs)
    if (before.symmetricDifference(after).size === 0) return
    const [merchantId = '', objectType = '', objectId = ''] = key.split(' ')
    tell(merchantId, before.union(after), { objectType, objectId })
  }

  const sweeping = setInterval(() => {
    const lastMs = clock().getTime() - forgottenAfterMs
    for (const [key, tabs] of objects) {
      const before = actorsOf(tabs)
      for (const [tab, { heardMs }] of tabs) if (heardMs < lastMs) tabs.delete(tab)
      keep(key, tabs)
      tellOfChange(key, before, tabs)
    }
  }, presenceBeatMs / 2)
  sweeping.unref()

  return {
    say: async (merchantId, presence) => {
      begin()
      const said = { merchantId, ...presence }
      note(said)
      await notify(database, presenceChannel, JSON.stringify(said))
      const tabs = objects.get([merchantId, presence.objectType, presence.objectId].join(' ')) ?? new Map<string, Tab>()
      return viewersOf(tabs, presence)
    },
    hear: (payload) => {
      const said = saidForm.safeParse(JSON.parse(payload))
      if (said.success) note(said.data)
    },
    close: () => clearInterval(sweeping),
  }
}

function actorsOf(tabs: ReadonlyMap<string, Tab>): ReadonlySet<string> {
  return new Set([...tabs.values()].map(({ actor }) => actor))
}

function viewersOf(tabs: ReadonlyMap<string, Tab>, { tab: ownTab, actor: self }: Presence) {
  const since = new Map<string, number>()
  for (const { actor, sinceMs } of tabs.values()) {
    if (actor !== self) since.set(actor, Math.min(since.get(actor) ?? sinceMs, sinceMs))
  }
  return {
    others: [...since]
      .sort(([, a], [, b]) => a - b)
      .map(([actor, sinceMs]): Viewer => ({ actor, since: new Date(sinceMs) })),
    elsewhere: [...tabs].some(([tab, { actor }]) => actor === self && tab !== ownTab),
  }
}
