import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { listAuditEntriesContract } from '../../../src/access/audit/contract.ts'
import { EntryContent } from '../../audit/EntryDetails.tsx'
import { paths } from '../../paths.ts'
import { call, queryOf } from '../../platform/call.ts'
import { useMay } from '../../platform/session.ts'
import { Fault } from '../../platform/ui/Fault.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { useSettingsWords } from '../words.ts'
import type { Letter } from './letter.ts'

/** The whole failure, and what the event tells. */
export function LetterContent({ letter }: { letter: Letter }) {
  return (
    <>
      {letter.failure !== '' && <p className="figure">{letter.failure}</p>}
      <EventContent letter={letter} />
    </>
  )
}

/** What the event tells, as the audit shows it, for who may read that. */
function EventContent({ letter }: { letter: Letter }) {
  const say = useSettingsWords()
  const { objectId, type, version } = letter
  const query = { objectId, type, limit: 100 }
  const may = useMay()
  const { data, error, refetch } = useQuery({
    queryKey: ['/audit', query],
    queryFn: () => call<typeof listAuditEntriesContract>('GET', `/audit${queryOf(query)}`),
    enabled: may('audit.read'),
  })
  if (!may('audit.read')) return <>{say('dead_content_not')}</>
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  const entry = data.items.find((each) => each.version === version)
  return (
    <>
      {entry !== undefined && <EntryContent entry={entry} />}
      <PageLink to={paths.audit(`?objectId=${objectId}`)}>{say('dead_all_of_object')}</PageLink>
    </>
  )
}
