import { useQuery } from '@tanstack/react-query'
import { Button, Input, Skeleton } from 'antd'
import type { listCustomersContract } from '../../src/customers/contract.ts'
import { call, queryOf } from '../platform/call.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import styles from './privacy.module.css'
import { usePrivacyWords } from './words.ts'

const most = 10

/** Finds the customer who asks for a copy, or to be erased. */
export function PersonSearch() {
  const say = usePrivacyWords()
  const view = useView()
  const setView = useSetView()
  const text = oneOf(view.text) ?? ''
  const open = oneOf(view.open)
  const { data, error, refetch } = useQuery({
    queryKey: ['/customers', 'privacy', text],
    queryFn: () => call<typeof listCustomersContract>('GET', `/customers${queryOf({ text, limit: most })}`),
    enabled: text !== '',
  })
  return (
    <section>
      <h2 className={styles.part}>{say('person')}</h2>
      <p className={styles.says}>{say('person_says')}</p>
      <Input.Search
        allowClear
        aria-label={say('person_search')}
        placeholder={say('person_search')}
        defaultValue={text}
        maxLength={200}
        onSearch={(asked) => setView({ text: asked.trim() })}
      />
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {text !== '' && !data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data?.items.length === 0 && <EmptyState title={say('person_none')} says={say('person_none_says')} />}
      <ul className={styles.records}>
        {data?.items.map(({ id, code, contact, status }) => (
          <li key={id}>
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setView({ open: id }, true)}>
              {contact?.name ?? (status === 'erased' ? say('person_erased') : say('person_unnamed'))}
            </Button>{' '}
            {[code, contact?.phone, contact?.city].filter((part) => part).join(' · ')}
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <PersonPanel subject={{ type: 'customer', id: open }} onClose={() => setView({ open: undefined })} />
      )}
    </section>
  )
}
