import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import type { ImportKind, ImportRow, RowResult } from './import-kind.ts'

/** How far an import is: its rows are tried, then sent. `results` are of the last of the two. */
export type ImportRun = {
  stage: 'ready' | 'trying' | 'tried' | 'sending' | 'sent'
  results: ReadonlyMap<number, RowResult>
  /** What broke it off, and not one row of it. */
  error: unknown
}

const first: ImportRun = { stage: 'ready', results: new Map(), error: undefined }

/** Works at the rows of a file. */
export function useImport(kind: ImportKind, rows: readonly ImportRow[]) {
  const queryClient = useQueryClient()
  const [run, setRun] = useState(first)
  const ending = useRef(new AbortController())
  const isWorking = run.stage === 'trying' || run.stage === 'sending'
  useUnsavedGuard(isWorking)

  const work = async (isTrial: boolean, only?: ReadonlySet<number>) => {
    ending.current = new AbortController()
    // What is told of the rows that are sent are numbers in what is sent.
    const numbers = [...rows.keys()].filter((number) => only === undefined || only.has(number))
    const kept = new Map(run.results)
    for (const number of numbers) kept.delete(number)
    const during = isTrial ? 'trying' : 'sending'
    setRun({ stage: during, results: new Map(kept), error: undefined })
    const tell = (told: ReadonlyMap<number, RowResult>) => {
      for (const [index, result] of told) kept.set(numbers[index] as number, result)
      setRun((before) => ({ ...before, results: new Map(kept) }))
    }
    let error: unknown
    try {
      await kind.work(
        numbers.map((number) => rows[number] as ImportRow),
        { isTrial, tell, signal: ending.current.signal },
      )
    } catch (caught) {
      error = caught
    }
    if (!isTrial) await Promise.all(kind.stale.map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
    setRun((before) => ({ ...before, stage: isTrial ? 'tried' : 'sent', error }))
  }
  return {
    ...run,
    isWorking,
    tryOut: () => work(true),
    /** Sends the rows that the trial found nothing wrong with. */
    send: () => work(false, new Set([...run.results].flatMap(([n, { state }]) => (state === 'wrong' ? [] : [n])))),
    stop: () => ending.current.abort(),
    begin: () => setRun(first),
  }
}
