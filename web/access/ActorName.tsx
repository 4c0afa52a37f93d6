import { useQuery } from '@tanstack/react-query'
import type { listStaffContract } from '../../src/access/staff/contract.ts'
import { call } from '../platform/call.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { useAccessWords } from './words.ts'

const most = 200

/** Who did something: a person, an API key or the program itself, by the name that the reader may see. */
export function ActorName({ actor, name }: { actor: string | null; name?: string | null }) {
  const say = useAccessWords()
  const may = useMay()
  const own = useAccount()
  const [kind, id] = (actor ?? '').split(':')
  const isUnnamed = name === undefined && kind === 'staff' && id !== own.id
  const { data } = useQuery({
    queryKey: ['/staff', 'names'],
    queryFn: () => call<typeof listStaffContract>('GET', `/staff?limit=${most}`),
    enabled: isUnnamed && may('access.read'),
    staleTime: 5 * 60_000,
  })
  if (actor === null) return <>–</>
  if (kind === 'staff' && id === own.id) return <>{say('actor_self', { name: own.name })}</>
  const known = name ?? data?.items.find((each) => each.id === id)?.name
  const words = { staff: 'actor_staff', key: 'actor_key' } as const
  return (
    <span title={actor}>{known ?? (kind === 'staff' || kind === 'key' ? say(words[kind]) : say('actor_system'))}</span>
  )
}
