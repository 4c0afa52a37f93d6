import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { queryOf } from '../platform/call.ts'
import type { FilterValues } from '../platform/list/filters.ts'

/** How many rows a filter finds; `more` than were counted. */
export type RowCount = { count: number; more: boolean }

/** How many rows of a list a filter finds; `read` asks for it with the filter as a query. What changes the list has it counted again. */
export function useRowCount(
  list: string,
  filter: FilterValues | Readonly<Record<string, unknown>>,
  read: (query: string) => Promise<{ filtered: RowCount }>,
): RowCount | undefined {
  const { data } = useQuery({
    queryKey: [list, 'counts', filter],
    queryFn: () => read(queryOf(filter)),
    placeholderData: keepPreviousData,
  })
  return data?.filtered
}
