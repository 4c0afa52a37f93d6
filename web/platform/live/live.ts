// What changes, as it changes: one stream while the page is looked at. A page that is hidden lets go of it (a browser has few
// connections to a server) and hears what it missed when it is seen again.
import type { z } from 'zod'
import type { liveContract } from '../../../src/platform/live/contract.ts'
import { systemClock } from '../../../src/platform/time.ts'
import { call } from '../call.ts'
import { queryClient } from '../query.ts'

type Told = { [Name in keyof typeof liveContract.stream]: z.output<(typeof liveContract.stream)[Name]> }

/** One change: which object, to which version, by whom. */
export type LiveChange = Told['changes']['changes'][number]

/** What is told to who listens: changes one by one, or that anything may have changed. */
export type LiveNews = readonly LiveChange[] | 'anything'

/** Somebody else who has the same open. */
export type LiveViewer = Told['viewers']['others'][number]

/** How it stands with the server; `since` when. */
export type LiveState = { is: 'connecting' | 'live' | 'lost'; since: Date }

type Listener = { kinds: ReadonlySet<string>; hear: (news: LiveNews) => void }

const hiddenForMs = 30_000
const firstPauseMs = 1000
const longestPauseMs = 15_000
/** Of the server's beats so many may be missed. */
const beatsMissed = 2.5

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let state: LiveState = { is: 'connecting', since: systemClock() }
let viewing: string | undefined
let viewers: readonly LiveViewer[] = []
let source: EventSource | undefined
let lastId: string | undefined
/** By what the server tells whether one may still do what one might; also from stream to stream. */
let rights: string | undefined
let failures = 0
let reopening: ReturnType<typeof setTimeout> | undefined
let silence: ReturnType<typeof setTimeout> | undefined
let hiding: ReturnType<typeof setTimeout> | undefined

/** Begins to listen, until what is answered is called. */
export function beginLive(): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  document.addEventListener('visibilitychange', followVisibility, { signal })
  window.addEventListener('online', () => open(), { signal })
  window.addEventListener('offline', () => lose(), { signal })
  open()
  return () => {
    stopping.abort()
    close()
  }
}

/** How it stands now. */
export function liveState(): LiveState {
  return state
}

/** Who else has open what this page has open. */
export function liveViewers(): readonly LiveViewer[] {
  return viewers
}

/** Hears whenever `liveState` or `liveViewers` changed. */
export function watchLive(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Hears of changes to these kinds of objects. */
export function listenLive(kinds: readonly string[], hear: Listener['hear']): () => void {
  const listener = { kinds: new Set(kinds), hear }
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says what this page has open, as `order:<id>`; undefined for nothing any more. */
export function viewLive(object: string | undefined): void {
  if (viewing === object) return
  viewing = object
  setViewers([])
  if (source !== undefined) open()
}

/** Tries at once. */
export function openLiveNow(): void {
  failures = 0
  open()
}

function open(): void {
  close()
  const query = new URLSearchParams({ ...(lastId && { after: lastId }), ...(viewing && { viewing }) })
  const opened = new EventSource(`/api/v1/live?${query}`)
  source = opened
  on(opened, 'rights', noteRights)
  on(opened, 'hello', ({ beatMs, ...told }) => {
    failures = 0
    setState('live')
    noteRights(told)
    silence = setTimeout(lose, beatMs * beatsMissed)
    for (const name of ['beat', 'changes', 'many', 'viewers'] as const) {
      opened.addEventListener(name, () => {
        clearTimeout(silence)
        silence = setTimeout(lose, beatMs * beatsMissed)
      })
    }
  })
  on(opened, 'changes', ({ changes }) => {
    tell((kinds) => changes.filter(({ objectType }) => kinds.has(objectType)))
  })
  on(opened, 'many', ({ objectTypes }) =>
    tell((kinds) => (objectTypes.some((type) => kinds.has(type)) ? 'anything' : [])),
  )
  on(opened, 'reload', () => tell(() => 'anything'))
  on(opened, 'viewers', ({ objectType, objectId, others }) => {
    if (`${objectType}:${objectId}` === viewing) setViewers(others)
  })
  opened.addEventListener('error', lose)
}

function on<Name extends keyof Told>(opened: EventSource, name: Name, hear: (data: Told[Name]) => void): void {
  opened.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
    if (opened !== source) return
    if (lastEventId !== '') lastId = lastEventId
    hear(JSON.parse(data) as Told[Name])
  })
}

/** Who may do other things than before sees what they may see now: what was kept for other pages is forgotten. */
function noteRights(told: Told['rights']): void {
  const isOther = rights !== undefined && rights !== told.rights
  rights = told.rights
  if (!isOther) return
  queryClient.removeQueries({ type: 'inactive' })
  void queryClient.invalidateQueries()
}

function close(): void {
  for (const timer of [reopening, silence, hiding]) clearTimeout(timer)
  source?.close()
  source = undefined
}

/** It is tried again, each time a little later; who is not signed in any more is led to the door. */
function lose(): void {
  close()
  if (state.is !== 'lost') setState('lost')
  setViewers([])
  const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
  failures += 1
  reopening = setTimeout(() => {
    call('GET', '/account').then(open, lose)
  }, pauseMs)
}

function followVisibility(): void {
  clearTimeout(hiding)
  if (document.visibilityState === 'hidden') hiding = setTimeout(close, hiddenForMs)
  else if (source === undefined) open()
}

function tell(newsOf: (kinds: ReadonlySet<string>) => LiveNews): void {
  for (const { kinds, hear } of [...listeners]) {
    const news = newsOf(kinds)
    if (news.length > 0) hear(news)
  }
}

function setState(is: LiveState['is']): void {
  state = { is, since: systemClock() }
  notifyWatchers()
}

function setViewers(others: readonly LiveViewer[]): void {
  if (others.length === 0 && viewers.length === 0) return
  viewers = others
  notifyWatchers()
}

function notifyWatchers(): void {
  for (const watcher of watchers) watcher()
}
