import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Contract } from '../../src/platform/http/contract.ts'
import { type AnswerOf, call, queryOf } from './call.ts'
import { readKept } from './kept-session.ts'

type Page = { items: unknown[]; next: string | null }

/** A list of the API as far as it was read: more is read when it is asked for. */
export type KeysetList<Item> = {
  items: Item[]
  hasMore: boolean
  readMore: () => void
  isFirstRead: boolean
  isReading: boolean
  error: Error | null
  readAgain: () => void
}

/**
 * Reads a list page by page, in the server's order. `path` is the list's own, `query` its filter; both are its key in the
 * cache, so what changes it says `queryClient.invalidateQueries({ queryKey: [path] })`.
 * `stays`: rows move only when somebody wants it; `kept`: without a network its first page is shown as it was read last.
 */
export function useKeysetList<C extends Contract>(
  path: string,
  query: Readonly<Record<string, unknown>> = {},
  limit = 50,
  stays: boolean | 'kept' = false,
): KeysetList<AnswerOf<C> extends { items: (infer Item)[] } ? Item : never> {
  type Item = AnswerOf<C> extends { items: (infer Each)[] } ? Each : never
  const list = useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly unknown[], string | undefined>({
    queryKey: [path, query, limit],
    queryFn: async ({ pageParam, signal }) => {
      const address = `${path}${queryOf({ ...query, limit, after: pageParam })}`
      const read = async () => (await call<Contract>('GET', address, undefined, { signal })) as Page
      return stays === 'kept' && pageParam === undefined ? readKept(address, read) : read()
    },
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    ...(stays === 'kept' && { networkMode: 'always' as const }),
    // Rows that somebody is at do not move by themselves: what is new is said, and taken when they want it.
    ...(stays === true && { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false }),
  })
  // Without a network nothing is known of a list that was not read, nor of another filter: it is on its way, and not empty.
  const waits = list.fetchStatus === 'paused' && (list.isPending || list.isPlaceholderData)
  return {
    items: waits ? [] : (list.data?.pages ?? []).flatMap(({ items }) => items as Item[]),
    hasMore: list.hasNextPage && !waits,
    readMore: () => {
      if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
    },
    isFirstRead: list.isPending || waits,
    isReading: list.isFetching || waits,
    error: list.error,
    readAgain: () => void list.refetch(),
  }
}
