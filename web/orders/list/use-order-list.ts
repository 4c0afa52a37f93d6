import { hashKey, keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { countOrdersContract, listOrdersContract, lookUpOrdersContract } from '../../../src/orders/contract.ts'
import { countedExactly } from '../../../src/orders/order.ts'
import { type AnswerOf, call, queryOf } from '../../platform/call.ts'
import { useLiveQueries } from '../../platform/live/use-live.ts'
import { useKeysetList } from '../../platform/use-keyset-list.ts'
import { keptNumbers } from './kept-numbers.ts'
import type { OrderRow } from './order-row.ts'
import type { OrderFilterText } from './order-view.ts'

/** Rows of a page of the list. */
export const pageRows = 100

/** The list as it was read: rows do not move by themselves. */
export type OrderList = {
  rows: OrderRow[]
  /** Of numbers that were pasted: those that are of no order. Undefined: it is a list by a filter. */
  missing: string[] | undefined
  /** Where its rows are kept. */
  queryKey: readonly unknown[]
  hasMore: boolean
  isReading: boolean
  error: Error | null
  readMore: () => void
  readAgain: () => void
}

/** Orders by a filter, page by page; or by numbers that somebody pasted. */
export function useOrderList(filter: OrderFilterText, sort: string, numbersKey: string | undefined): OrderList {
  const query = { ...filter, ...(sort !== 'newest' && { sort }) }
  const queryClient = useQueryClient()
  const list = useKeysetList<typeof listOrdersContract>('/orders', query, pageRows, true)
  const found = useNumbers(numbersKey)
  if (numbersKey !== undefined) {
    return {
      ...{
        rows: found.data?.items ?? [],
        missing: found.data?.notFound ?? [],
        queryKey: ['/orders/lookups', numbersKey],
      },
      ...{ hasMore: false, isReading: found.isFetching, error: found.error },
      readMore: () => undefined,
      readAgain: () => void found.refetch(),
    }
  }
  const queryKey = ['/orders', query, pageRows]
  return {
    ...{ rows: list.items, missing: undefined, queryKey },
    ...{ hasMore: list.hasMore, isReading: list.isReading, error: list.error, readMore: list.readMore },
    // Read anew from its beginning: what was read further down is read again when it is come to.
    readAgain: () => void queryClient.resetQueries({ queryKey, exact: true }),
  }
}

function useNumbers(key: string | undefined) {
  const numbers = key === undefined ? undefined : keptNumbers(key)
  return useQuery({
    queryKey: ['/orders/lookups', key],
    queryFn: () => call<typeof lookUpOrdersContract>('POST', '/orders/lookups', { numbers: numbers ?? [] }),
    enabled: numbers !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
}

/** Counts orders again as they change: for the page that shows counts, once however many of them. */
export function useLiveCounts(): void {
  useLiveQueries(['order'], [['/orders/counts']])
}

/** How often at most stages are counted exactly, however often orders change. */
const exactEveryMs = 5000

/**
 * How many orders a filter finds, and how many of them stand in each stage. Where the quick answer is not sure of a stage, it is
 * shown until the exact one is there; while another filter is asked, what was shown stays.
 */
export function useOrderCounts(filter: OrderFilterText): OrderCounts | undefined {
  const quick = useQuery({
    queryKey: ['/orders/counts', filter],
    queryFn: () => countOrders(filter),
    placeholderData: keepPreviousData,
  })
  const isUnsure = quick.data !== undefined && !quick.isPlaceholderData && quick.data.stages.some(isUnsureOf)
  const { stage, ...rest } = filter
  const { data: exact } = useQuery({
    queryKey: ['/orders/exact-counts', rest, Math.floor(quick.dataUpdatedAt / exactEveryMs)],
    queryFn: () => countOrders({ ...rest, exact: 'true' }),
    enabled: isUnsure,
    placeholderData: (last, before) => (hashKey([before?.queryKey[1]]) === hashKey([rest]) ? last : undefined),
  })
  const told = isUnsure && exact !== undefined ? { ...exact, filtered: ofStages(exact, stage) } : quick.data
  const shown = useRef(told)
  useEffect(() => {
    if (!quick.isPlaceholderData) shown.current = told
  })
  return quick.isPlaceholderData ? shown.current : told
}

/** All that a filter finds, of exact counts of its stages. */
function ofStages({ stages, filtered }: OrderCounts, asked: string | undefined): OrderCounts['filtered'] {
  if (asked === undefined) return filtered
  const wanted = stages.filter(({ stage }) => asked.split(',').includes(stage))
  const count = wanted.reduce((sum, { orders }) => sum + orders, 0)
  return {
    count: Math.min(count, countedExactly),
    more: count > countedExactly || wanted.some(({ more }) => more === true),
  }
}

type OrderCounts = AnswerOf<typeof countOrdersContract>

function countOrders(query: OrderFilterText & { exact?: 'true' }): Promise<OrderCounts> {
  return call<typeof countOrdersContract>('GET', `/orders/counts${queryOf(query)}`)
}

function isUnsureOf({ orders, more }: OrderCounts['stages'][number]): boolean {
  return more === true && orders < countedExactly
}
