import type { listAuditEntriesContract } from '../../src/access/audit/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { useFieldWords } from '../history/use-field-words.ts'
import { oneOf, useView } from '../platform/search.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useListWords } from '../platform/use-list-words.ts'
import { AuditExport } from './AuditExport.tsx'
import { AuditFilter } from './AuditFilter.tsx'
import { AuditSeal } from './AuditSeal.tsx'
import type { AuditEntry } from './audit-entry.ts'
import { EntryDetails } from './EntryDetails.tsx'
import { useDeedName } from './use-deed-name.ts'
import { useAuditWords } from './words.ts'

/** Names of the filters, which are the API's. */
const auditFilters = ['type', 'actor', 'objectId', 'origin', 'from', 'before'] as const

/** Who did what, when and from where, newest first, with what was before and after. */
export default function AuditPage() {
  const say = useAuditWords()
  const deedOf = useDeedName()
  const join = useListWords()
  const sayField = useFieldWords()
  const view = useView()
  const query = Object.fromEntries(auditFilters.map((name) => [name, oneOf(view[name])]))
  const list = useKeysetList<typeof listAuditEntriesContract>('/audit', query)
  return (
    <Page title={say('title')} tools={<AuditExport query={query} />}>
      <AuditSeal />
      <AuditFilter />
      <KeysetTable<AuditEntry>
        list={list}
        label={say('title')}
        keyOf={({ id }) => id}
        empty={<EmptyState title={say('none')} says={say('none_says')} />}
        details={{ show: (entry) => <EntryDetails entry={entry} /> }}
        columns={[
          { title: say('at'), onCard: 'end', render: (_, { at }) => <Moment at={at} show="second" /> },
          { title: say('deed'), onCard: 'name', render: (_, { type }) => <span title={type}>{deedOf(type)}</span> },
          { title: say('actor'), render: (_, { actor, actorName }) => <ActorName actor={actor} name={actorName} /> },
          {
            title: say('changed'),
            render: (_, { changes }) => join(Object.keys(changes).map(sayField)) || '–',
            ellipsis: true,
            width: 260,
          },
          { title: say('origin'), render: (_, { origin }) => origin ?? '–' },
        ]}
      />
    </Page>
  )
}
