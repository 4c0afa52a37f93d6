// What is done with an import, whatever page is open.
import { systemClock } from '../../src/platform/time.ts'
import { Refusal } from '../doors/page/call.ts'
import { queryClient } from '../platform/query.ts'
import { type ImportKind, type ImportRow, mapColumns, type RowResult, rowsBy } from './import-kind.ts'
import { find, forget, idOfImport, keep, keyOfPortion } from './kept-import.ts'
import { createReach, Stopped } from './reach.ts'
import type { SheetTable } from './read-table.ts'
import {
  type ImportKey,
  importOf,
  isWorking,
  type RunningImport,
  setImport,
  workingImports,
} from './running-imports.ts'

/** Results come faster than a screen can show them. */
const tellEveryMs = 250

const ending = new Map<ImportKey, AbortController>()

const fresh = {
  ...{ stage: 'ready', results: new Map(), takenBefore: 0, isAway: false, isStopped: false, error: undefined },
  isSeen: false,
} as const satisfies Partial<RunningImport>

/** Takes a file on, its columns understood by their titles. */
export function chooseTable(kind: ImportKind, table: SheetTable, name: string): void {
  setImport(kind.key, { ...fresh, kind, name, table, columns: mapColumns(kind.fields, table.titles) })
}

/** Says which column is what; what was tried is not true any more. */
export function changeColumns(key: ImportKey, columns: (string | undefined)[]): void {
  change(key, { ...fresh, columns })
}

/** Leaves the file. */
export function leaveImport(key: ImportKey): void {
  stopImport(key)
  ending.delete(key)
  setImport(key, undefined)
}

/** Stops what is under way; what was taken stays taken. */
export function stopImport(key: ImportKey): void {
  ending.get(key)?.abort()
}

/** Stops every import, and does not ask any more whether the tab may be closed. */
export function stopImports(): void {
  for (const { kind } of workingImports()) leaveImport(kind.key)
}

/** Somebody has seen how it ended. */
export function seeImport(key: ImportKey): void {
  const run = importOf(key)
  if (run !== undefined && !run.isSeen && !isWorking(run) && run.stage !== 'ready') change(key, { isSeen: true })
}

/** Tries the rows, without doing anything. Those that were taken before the import was cut off are known as such. */
export async function tryImport(key: ImportKey, sender: string): Promise<void> {
  const run = importOf(key)
  if (run === undefined || isWorking(run)) return
  const rows = rowsBy(run.columns, run.table.rows)
  change(key, { ...fresh, stage: 'trying' })
  const kept = find(await idOfImport(sender, key, rows), systemClock().getTime())
  const [taken = [], left = []] = [true, false].map((isTaken) =>
    [...rows.keys()].filter((number) => (kept?.taken[number] === '1') === isTaken),
  )
  change(key, { takenBefore: taken.length })
  const before = new Map<number, RowResult>(taken.map((number) => [number, { state: 'there' }]))
  await work({ key, rows, left: new Set(left), before, isTrial: true, keyOf: async () => '' })
}

/** Sends the rows that nothing was found wrong with; once it was sent: those that were not reached, or that the server failed at. */
export async function sendImport(key: ImportKey, sender: string): Promise<void> {
  const run = importOf(key)
  if (run === undefined || isWorking(run)) return
  change(key, { stage: 'sending', isStopped: false, error: undefined, isSeen: false })
  const rows = rowsBy(run.columns, run.table.rows)
  const numbers = [...rows.keys()]
  const id = await idOfImport(sender, key, rows)
  const at = systemClock().getTime()
  const { token, taken: takenBefore } = find(id, at) ?? { token: crypto.randomUUID(), taken: '' }
  const stays = (number: number) => takenBefore[number] === '1' || !isToSend(run, run.results.get(number))
  const before = new Map(
    numbers.flatMap((number): [number, RowResult][] => {
      const result = run.results.get(number)
      return result !== undefined && stays(number) ? [[number, result]] : []
    }),
  )
  const left = new Set(numbers.filter((number) => !stays(number)))
  const save = (results: ReadonlyMap<number, RowResult>) => {
    const isTaken = (number: number) =>
      takenBefore[number] === '1' || (left.has(number) && isTakenBy(results.get(number)))
    keep(id, { token, taken: numbers.map((number) => (isTaken(number) ? '1' : '0')).join(''), at })
  }
  const keyOf = (content: unknown) => keyOfPortion(token, content)
  save(before)
  const isWhole = await work({ key, rows, left, before, isTrial: false, keyOf, save })
  if (isWhole) forget(id)
}

/** Whether a row is to be sent, by what became of it before. */
function isToSend({ stage }: RunningImport, result: RowResult | undefined): boolean {
  if (stage === 'sent') return result === undefined || isServerFault(result)
  return result !== undefined && result.state !== 'wrong'
}

function isTakenBy(result: RowResult | undefined): boolean {
  return result !== undefined && result.state !== 'wrong'
}

function isServerFault({ error }: RowResult): boolean {
  return error instanceof Refusal && error.status >= 500
}

type Work = {
  key: ImportKey
  rows: readonly ImportRow[]
  /** Which of them are worked at. */
  left: ReadonlySet<number>
  /** What is known of the others. */
  before: ReadonlyMap<number, RowResult>
  isTrial: boolean
  keyOf: (content: unknown) => Promise<string>
  save?: (results: ReadonlyMap<number, RowResult>) => void
}

/** Works at rows and tells how far it is; whether it came to its end. */
async function work({ key, rows, left, before, isTrial, keyOf, save = () => undefined }: Work): Promise<boolean> {
  const { kind } = importOf(key) as RunningImport
  const own = new AbortController()
  ending.set(key, own)
  const { signal } = own
  const results = new Map(before)
  // What is told of the rows that are sent are numbers in what is sent.
  const numbers = [...left].sort((a, b) => a - b)
  const show = () => {
    save(results)
    if (ending.get(key) === own) change(key, { results: new Map(results) })
  }
  const timer = setInterval(show, tellEveryMs)
  let error: unknown
  try {
    await kind.work(
      numbers.map((number) => rows[number] as ImportRow),
      {
        ...{ isTrial, signal, keyOf },
        reach: createReach({ signal, onAway: (isAway) => change(key, { isAway }) }),
        tell: (told) => {
          for (const [index, result] of told) results.set(numbers[index] as number, result)
        },
      },
    )
  } catch (caught) {
    if (!(caught instanceof Stopped)) error = caught
  }
  clearInterval(timer)
  show()
  if (!isTrial) await Promise.all(kind.stale.map((stale) => queryClient.invalidateQueries({ queryKey: [stale] })))
  if (ending.get(key) === own) {
    change(key, { stage: isTrial ? 'tried' : 'sent', isStopped: signal.aborted, isAway: false, error })
  }
  return error === undefined && !signal.aborted && numbers.every((number) => !isUndone(results.get(number)))
}

function isUndone(result: RowResult | undefined): boolean {
  return result === undefined || isServerFault(result)
}

function change(key: ImportKey, changed: Partial<RunningImport>): void {
  const run = importOf(key)
  if (run !== undefined) setImport(key, { ...run, ...changed })
}
