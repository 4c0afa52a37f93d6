// The imports of this tab: an affair of the app, not of a page. Nobody who leaves the page stops one.
import { useSyncExternalStore } from 'react'
import type { ImportKind, RowResult } from './import-kind.ts'
import type { SheetTable } from './read-table.ts'

/** A file that was chosen, and how far its import is: its rows are tried, then sent. `results` are of the last of the two. */
export type RunningImport = {
  kind: ImportKind
  name: string
  table: SheetTable
  columns: (string | undefined)[]
  stage: 'ready' | 'trying' | 'tried' | 'sending' | 'sent'
  results: ReadonlyMap<number, RowResult>
  /** So many rows were taken before it was cut off, and are not sent again. */
  takenBefore: number
  /** It waits for the network. */
  isAway: boolean
  /** Somebody stopped it. */
  isStopped: boolean
  /** What broke it off, and not one row of it. */
  error: unknown
  /** Somebody has seen how it ended. */
  isSeen: boolean
}

/** Which imports there may be at a time: one of each kind. */
export type ImportKey = ImportKind['key']

const running = new Map<ImportKey, RunningImport>()
let listed: readonly RunningImport[] = []
const listeners = new Set<() => void>()

/** Whether rows of it are being tried or sent. */
export function isWorking({ stage }: Pick<RunningImport, 'stage'>): boolean {
  return stage === 'trying' || stage === 'sending'
}

/** The import of a kind as it stands. */
export function importOf(key: ImportKey): RunningImport | undefined {
  return running.get(key)
}

/** Every import that rows of are being tried or sent. */
export function workingImports(): readonly RunningImport[] {
  return listed.filter(isWorking)
}

/** Sets how an import stands, or forgets it. */
export function setImport(key: ImportKey, run: RunningImport | undefined): void {
  if (run === undefined) running.delete(key)
  else running.set(key, run)
  listed = [...running.values()]
  if (workingImports().length > 0) addEventListener('beforeunload', ask)
  else removeEventListener('beforeunload', ask)
  for (const tell of listeners) tell()
}

/** The imports of this tab. */
export function useRunningImports(): readonly RunningImport[] {
  return useSyncExternalStore(subscribe, () => listed)
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** The browser asks whoever closes the tab while rows are being sent. */
function ask(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
