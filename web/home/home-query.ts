import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { homeContract } from '../../src/analytics/contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { oneOf, useView } from '../platform/search.ts'
import { useReadAgain } from './use-read-again.ts'

/** What Home shows. */
export type Home = AnswerOf<typeof homeContract>

/** The figures of the day. */
export type Figures = NonNullable<Home['figures']>

/** Of how many days channels, stages and areas can be. */
export const spans = ['1', '7', '30'] as const

const readAgainMs = 60_000

/** What waits and how the day goes, read again every minute; `days` is a part of the address. */
export function useHome() {
  const asked = oneOf(useView().days)
  const days = spans.find((span) => span === asked) ?? '1'
  useReadAgain('/home')
  const query = useQuery({
    queryKey: ['/home', days],
    queryFn: ({ signal }) => call<typeof homeContract>('GET', `/home?days=${days}`, undefined, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: readAgainMs,
  })
  return { days, ...query }
}
