import type { listLegalHoldsContract } from '../../src/privacy/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import styles from './privacy.module.css'
import { usePrivacyWords } from './words.ts'

type Hold = ItemOf<typeof listLegalHoldsContract>

/** Every hold that keeps somebody from being erased now. */
export function LegalHolds() {
  const say = usePrivacyWords()
  const list = useKeysetList<typeof listLegalHoldsContract>('/legal-holds')
  return (
    <section>
      <h2 className={styles.part}>{say('holds')}</h2>
      <KeysetTable<Hold>
        list={list}
        label={say('holds')}
        keyOf={({ id }) => id}
        empty={<EmptyState title={say('holds_none')} says={say('holds_none_says')} />}
        columns={[
          { title: say('hold_of'), render: (_, hold) => <Held hold={hold} /> },
          { title: say('hold_since'), render: (_, { placedAt }) => <Moment at={placedAt} /> },
          {
            title: say('hold_until'),
            render: (_, { until }) => (until === null ? say('hold_until_released') : <Moment at={until} show="day" />),
          },
          { title: say('hold_by'), render: (_, { placedBy }) => <ActorName actor={placedBy} /> },
        ]}
      />
    </section>
  )
}

function Held({ hold: { subjectType, subjectId, orderNumber, customerCode } }: { hold: Hold }) {
  const say = usePrivacyWords()
  return subjectType === 'order' ? (
    <PageLink to={paths.order(subjectId)}>{say('hold_order', { number: orderNumber ?? '–' })}</PageLink>
  ) : (
    <PageLink to={paths.customer(subjectId)}>{say('hold_customer', { code: customerCode ?? '' })}</PageLink>
  )
}
