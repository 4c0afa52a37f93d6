import { useQuery } from '@tanstack/react-query'
import type { listColleaguesContract } from '../../src/access/staff/contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { useAccount } from '../platform/session.ts'
import { useHistoryWords } from './words.ts'

/** Somebody who works here, or did. */
export type Colleague = ItemOf<typeof listColleaguesContract>

/** Who works here, by name. */
export function useColleagues(): Colleague[] {
  const { data } = useQuery({
    queryKey: ['/colleagues'],
    queryFn: () => call<typeof listColleaguesContract>('GET', '/colleagues'),
    staleTime: 5 * 60_000,
  })
  return data?.items ?? []
}

/** Says who did something: `staff:<id>` by name, programs and the system as what they are. */
export function useActorName(): (actor: string) => string {
  const say = useHistoryWords()
  const { id } = useAccount()
  const colleagues = useColleagues()
  return (actor) => {
    if (actor === `staff:${id}`) return say('actor_you')
    if (actor.startsWith('system:')) return say('actor_system')
    if (!actor.startsWith('staff:')) return say('actor_key')
    return colleagues.find((each) => `staff:${each.id}` === actor)?.name ?? say('actor_gone')
  }
}
