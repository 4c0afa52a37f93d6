import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { searchContract } from '../../src/search/contract.ts'
import { type AnswerOf, call, queryOf } from '../platform/call.ts'
import { useDebounced } from '../platform/use-debounced.ts'

/** What a search found. */
export type Found = AnswerOf<typeof searchContract>

const pauseMs = 120
const longest = 100

/** Searches once nobody has typed for a moment; what was found before stays until then. `of` is the text that `found` is of. */
export function useFound(typed: string): { found: Found | undefined; of: string; isSearching: boolean } {
  const text = typed.trim().slice(0, longest)
  const settled = useDebounced(text, pauseMs)
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['/search', settled],
    queryFn: async ({ signal }) => {
      const found = await call<typeof searchContract>('GET', `/search${queryOf({ text: settled })}`, undefined, {
        signal,
      })
      return { of: settled, found }
    },
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const isCurrent = settled === text && !isPlaceholderData
  return {
    found: text === '' ? undefined : data?.found,
    of: isCurrent ? (data?.of ?? '') : '',
    isSearching: text !== '' && (isFetching || settled !== text),
  }
}
