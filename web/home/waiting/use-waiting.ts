import { useQuery } from '@tanstack/react-query'
import type { waitingContract } from '../../../src/analytics/contract.ts'
import { call } from '../../platform/call.ts'
import { useReadAgain } from '../use-read-again.ts'

const readAgainMs = 60_000

/** What waits for whoever is signed in: read again as things change, and every minute. */
export function useWaiting() {
  useReadAgain('/home/waiting')
  return useQuery({
    queryKey: ['/home/waiting'],
    queryFn: ({ signal }) => call<typeof waitingContract>('GET', '/home/waiting', undefined, { signal }),
    staleTime: readAgainMs,
    refetchInterval: readAgainMs,
  }).data
}
