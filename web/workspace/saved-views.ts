import { useQuery } from '@tanstack/react-query'
import type { changeViewContract, listViewsContract } from '../../src/workspace/contract.ts'
import { type BodyOf, call, type ItemOf, queryOf } from '../platform/call.ts'

/** A saved view. */
export type SavedView = ItemOf<typeof listViewsContract>

/** What a view holds, as it is sent. */
export type ViewContent = NonNullable<BodyOf<typeof changeViewContract>>['content']

/** The views of a list: one's own and the shared ones. */
export function useSavedViews(list: string): SavedView[] | undefined {
  const { data } = useQuery({
    queryKey: ['/saved-views', list],
    queryFn: () => call<typeof listViewsContract>('GET', `/saved-views${queryOf({ list })}`),
    staleTime: 60_000,
  })
  return data?.items
}
