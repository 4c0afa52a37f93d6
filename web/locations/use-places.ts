import { useQuery } from '@tanstack/react-query'
import type { listLocationsContract } from '../../src/locations/contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { readKept } from '../platform/kept-session.ts'
import { useMay } from '../platform/session.ts'

/** A place, as the API gives it. */
export type Place = AnswerOf<typeof listLocationsContract>['items'][number]

const most = 200

/** The places that whoever is signed in may see, as the switch in the header has them too. */
export function usePlaces(): { places: readonly Place[]; nameOf: (id: string) => string } {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['/locations', 'switch'],
    queryFn: () => {
      const path = `/locations?limit=${most}`
      return readKept(path, () => call<typeof listLocationsContract>('GET', path))
    },
    enabled: may('locations.read'),
    staleTime: 60_000,
    networkMode: 'always',
  })
  const places = data?.items ?? []
  return { places, nameOf: (id) => places.find((place) => place.id === id)?.name ?? '–' }
}
