import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { getPreferencesContract, setPreferencesContract } from '../../src/workspace/contract.ts'
import { Refusal } from '../doors/page/call.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import type { ColumnWish } from '../platform/list/columns.ts'

type Preferences = AnswerOf<typeof getPreferencesContract>
type ListPreference = Preferences['lists'][string]

const queryKey = ['/preferences']
const path = '/preferences'
/** So long after the last change it is kept: a column that is drawn wider changes with every pixel. */
const pauseMs = 600
const nothing: ListPreference = { columns: null, density: null, defaultView: null, viewOrder: [] }

const read = () => call<typeof getPreferencesContract>('GET', path)

/** How somebody likes a list, at whatever machine they sign in: at once on the screen, and kept a moment later. */
export function useListPreference(list: string): {
  columns: readonly ColumnWish[] | null
  isKnown: boolean
  setColumns: (columns: ColumnWish[] | null) => void
} {
  const queryClient = useQueryClient()
  const { data, isPending } = useQuery({ queryKey, queryFn: read, staleTime: 60_000 })
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; keep: () => void }>(undefined)
  useEffect(() => () => waiting.current?.keep(), [])
  const setColumns = (columns: ColumnWish[] | null) => {
    const change = (before: Preferences): Preferences => ({
      ...before,
      lists: { ...before.lists, [list]: { ...nothing, ...before.lists[list], columns } },
    })
    queryClient.setQueryData<Preferences>(queryKey, (before) => before && change(before))
    clearTimeout(waiting.current?.timer)
    const keep = () => {
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
      void keepInTurn(change).then((kept) =>
        queryClient.setQueryData<Preferences>(queryKey, (now) => now && { ...now, version: kept.version }),
      )
    }
    waiting.current = { timer: setTimeout(keep, pauseMs), keep }
  }
  return { columns: data?.lists[list]?.columns ?? null, isKnown: !isPending, setColumns }
}

let lastKept: Promise<unknown> = Promise.resolve()

/** One change is kept after the other: two at once would both be made to what is kept now. */
function keepInTurn(change: (before: Preferences) => Preferences): Promise<Preferences> {
  const kept = lastKept.then(() => keepChange(change))
  lastKept = kept.catch(() => undefined)
  return kept
}

/** Keeps a change; where another window was quicker, the change is made to what that one kept. */
async function keepChange(change: (before: Preferences) => Preferences): Promise<Preferences> {
  const send = async () => {
    const { version, ...wanted } = change(await read())
    return await call<typeof setPreferencesContract>('PUT', path, wanted, { version })
  }
  return await send().catch((error) => {
    if (error instanceof Refusal && error.status === 412) return send()
    throw error
  })
}
