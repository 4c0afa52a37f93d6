import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { listApiKeysContract } from '../../src/access/keys/contract.ts'
import { useColleagues } from '../history/use-actor-name.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { useAuditWords } from './words.ts'

const most = 200

/** Who did something: a person or an API key, chosen by name. An actor that is not among them stands as it is. */
export function ActorSelect({ actor, onChoose }: { actor: string | undefined; onChoose: (actor?: string) => void }) {
  const say = useAuditWords()
  const may = useMay()
  const colleagues = useColleagues()
  const { data: keys } = useQuery({
    queryKey: ['/api-keys', 'names'],
    queryFn: () => call<typeof listApiKeysContract>('GET', `/api-keys?limit=${most}`),
    enabled: may('access.keys'),
    staleTime: 60_000,
  })
  const people = colleagues.map(({ id, name }) => ({ value: `staff:${id}`, label: name }))
  const programs = (keys?.items ?? []).map(({ id, name }) => ({ value: `key:${id}`, label: name }))
  const isKnown = [...people, ...programs].some(({ value }) => value === actor)
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={say('filter_actor')}
      placeholder={say('filter_actor')}
      value={actor ?? null}
      onChange={(chosen: string | null) => onChoose(chosen ?? undefined)}
      options={[
        { label: say('people'), options: people },
        { label: say('programs'), options: programs },
        ...(actor === undefined || isKnown ? [] : [{ value: actor, label: actor }]),
      ]}
    />
  )
}
