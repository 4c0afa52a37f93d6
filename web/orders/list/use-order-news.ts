import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { listOrdersContract, lookUpOrdersContract } from '../../../src/orders/contract.ts'
import { type AnswerOf, call, queryOf } from '../../platform/call.ts'
import { useLive } from '../../platform/live/use-live.ts'
import type { OrderRow } from './order-row.ts'
import type { OrderFilterText } from './order-view.ts'
import { type OrderList, pageRows } from './use-order-list.ts'

type Page = AnswerOf<typeof listOrdersContract>

/** What is heard within it is looked at together. */
const pauseMs = 500
const mostNumbers = 500

/**
 * What happened since the list was read: how many orders it does not show yet, and which rows changed. A row that changed is shown
 * as it is now, in its place; what is new is told, and comes when somebody takes it: nothing moves under the cursor.
 */
export function useOrderNews(
  list: OrderList,
  filter: OrderFilterText,
  sort: string,
): { fresh: number; changed: ReadonlySet<string>; take: () => void } {
  const [newest, setNewest] = useState<readonly string[]>([])
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const patch = usePatch(list)
  const heard = useRef<{ ids: Set<string>; timer?: ReturnType<typeof setTimeout> }>({ ids: new Set() })
  const look = useEffectEvent(async () => {
    const ids = heard.current.ids
    heard.current = { ids: new Set() }
    const known = new Map(list.rows.map((row) => [row.id, row]))
    const numbers = [...ids].flatMap((id) => known.get(id)?.number ?? []).slice(0, mostNumbers)
    const rows = numbers.length === 0 ? [] : await rowsOf(numbers)
    const others = rows.filter(({ id, version }) => known.get(id)?.version !== version)
    if (others.length > 0) patch(others)
    setChanged((before) => new Set([...before, ...others.map(({ id }) => id)]))
    if (list.missing === undefined) setNewest(await readNewest(filter, sort))
  })
  useLive(['order'], (news) => {
    const ids = news === 'anything' ? list.rows.map(({ id }) => id) : news.map(({ objectId }) => objectId)
    for (const id of ids) heard.current.ids.add(id)
    heard.current.timer ??= setTimeout(() => void look().catch(() => undefined), pauseMs)
  })
  const key = JSON.stringify(list.queryKey)
  const forget = () => {
    setNewest([])
    setChanged(new Set())
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other news
  useEffect(() => {
    forget()
    return () => clearTimeout(heard.current.timer)
  }, [key])
  return {
    fresh: list.isReading ? 0 : countFresh(newest, new Set(list.rows.map(({ id }) => id))),
    changed,
    take: () => {
      forget()
      list.readAgain()
    },
  }
}

async function rowsOf(numbers: readonly number[]): Promise<OrderRow[]> {
  const wanted = new Set(numbers)
  const body = { numbers: numbers.map(String) }
  const { items } = await call<typeof lookUpOrdersContract>('POST', '/orders/lookups', body)
  return items.filter(({ number }) => wanted.has(number))
}

/** The orders of the first page as it is now. */
async function readNewest(filter: OrderFilterText, sort: string): Promise<string[]> {
  const path = `/orders${queryOf({ ...filter, sort, limit: pageRows })}`
  const { items } = await call<typeof listOrdersContract>('GET', path)
  return items.map(({ id }) => id)
}

/** How many of the first page are not shown: asked of the rows that stand there now, which may have been read since. */
function countFresh(newest: readonly string[], shown: ReadonlySet<string>): number {
  const last = newest.findLastIndex((id) => shown.has(id))
  // Behind the last row that is shown stands what was not read yet.
  return newest.slice(0, last < 0 ? newest.length : last).filter((id) => !shown.has(id)).length
}

/** Puts rows in the place of those that they were before, wherever the list keeps them. */
function usePatch({ queryKey, missing }: OrderList): (rows: readonly OrderRow[]) => void {
  const queryClient = useQueryClient()
  return (rows) => {
    const now = new Map(rows.map((row) => [row.id, row]))
    const inPlace = (items: OrderRow[]) => items.map((row) => now.get(row.id) ?? row)
    if (missing === undefined) {
      queryClient.setQueryData<InfiniteData<Page>>(
        queryKey,
        (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: inPlace(page.items) })) },
      )
    } else {
      queryClient.setQueryData<Page>(queryKey, (data) => data && { ...data, items: inPlace(data.items) })
    }
  }
}
