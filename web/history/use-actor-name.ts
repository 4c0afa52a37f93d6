import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { listColleaguesContract } from '../../src/access/staff/contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { useAccount } from '../platform/session.ts'
import { useHistoryWords } from './words.ts'

/** Somebody who works here, or did. */
export type Colleague = ItemOf<typeof listColleaguesContract>

/** How the names of who works here are read. */
export const colleaguesQuery = {
  queryKey: ['/colleagues'],
  queryFn: () => call<typeof listColleaguesContract>('GET', '/colleagues'),
  staleTime: 5 * 60_000,
}

/** Who works here, by name. */
export function useColleagues(): Colleague[] {
  return useQuery(colleaguesQuery).data?.items ?? []
}

/** Whoever is not known may have come since the names were read: for each they are read once again. */
const askedFor = new Set<string>()

/** Says who did something: `staff:<id>` by name, programs and the system as what they are. */
export function useActorName(): (actor: string) => string {
  const say = useHistoryWords()
  const { id } = useAccount()
  const { data, refetch } = useQuery(colleaguesQuery)
  const unknown = useRef(new Set<string>())
  unknown.current.clear()
  useEffect(() => {
    const unasked = unknown.current.difference(askedFor)
    if (unasked.size === 0 || data === undefined) return
    for (const actor of unasked) askedFor.add(actor)
    void refetch()
  })
  return (actor) => {
    if (actor === `staff:${id}`) return say('actor_you')
    if (actor.startsWith('system:')) return say('actor_system')
    if (!actor.startsWith('staff:')) return say('actor_key')
    const name = data?.items.find((each) => `staff:${each.id}` === actor)?.name
    if (name === undefined) unknown.current.add(actor)
    return name ?? say('actor_gone')
  }
}
