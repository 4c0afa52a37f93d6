import { useQuery } from '@tanstack/react-query'
import type { listLocationsContract } from '../../src/locations/contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'

const most = 200

/** The open places, for who may read them; none until they are read. */
export function usePlaces(): ItemOf<typeof listLocationsContract>[] {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['/locations', 'names'],
    queryFn: () => call<typeof listLocationsContract>('GET', `/locations?limit=${most}`),
    enabled: may('locations.read'),
    staleTime: 60_000,
  })
  return data?.items ?? []
}
