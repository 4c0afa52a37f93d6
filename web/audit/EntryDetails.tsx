import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { findOrderContract } from '../../src/orders/contract.ts'
import { changesOfEvent } from '../history/event-changes.ts'
import { useFieldWords } from '../history/use-field-words.ts'
import { useHistoryWords } from '../history/words.ts'
import { usePlaces } from '../locations/use-places.ts'
import { useWriteChange } from '../orders/use-write-change.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import styles from './audit.module.css'
import type { AuditEntry } from './audit-entry.ts'
import { factsOf, type Told, toldBy } from './told-values.ts'
import { useAuditWords } from './words.ts'

/** One entry as a whole: each field that changed, before and after, and what else is told. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const say = useAuditWords()
  const view = useView()
  const setView = useSetView()
  return (
    <div className={styles.details}>
      <EntryContent entry={entry} />
      <div>
        <code>{entry.type}</code> · {say('version', { version: entry.version })} · {say('recorded')}{' '}
        <Moment at={entry.recordedAt} show="second" /> · <code>{entry.actor}</code>
      </div>
      <div>
        <Button
          size="small"
          disabled={oneOf(view.objectId) === entry.objectId}
          onClick={() => setView({ objectId: entry.objectId, type: undefined }, true)}
        >
          {say('only_object')}
        </Button>{' '}
        <Button
          size="small"
          disabled={oneOf(view.actor) === entry.actor}
          onClick={() => setView({ actor: entry.actor }, true)}
        >
          {say('only_actor')}
        </Button>
      </div>
    </div>
  )
}

/** What an entry tells: the order that it is of, each field that changed, and what else is told. */
export function EntryContent({ entry }: { entry: AuditEntry }) {
  const say = useAuditWords()
  const order = useOrderOf(entry)
  return (
    <div className={styles.details}>
      {order !== undefined && (
        <div>
          <PageLink to={paths.order(order.id)}>{say('of_order', { number: order.number })}</PageLink>
        </div>
      )}
      <Changes entry={entry} currency={order?.currency} />
      <Facts entry={entry} order={order} />
    </div>
  )
}

function Changes({ entry, currency }: { entry: AuditEntry; currency: string | undefined }) {
  const say = useAuditWords()
  const sayHistory = useHistoryWords()
  const sayField = useFieldWords()
  const write = useWriteChange(currency)
  const changes = changesOfEvent({ changes: entry.changes })
  if (changes.length === 0) return null
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('field')}</th>
          <th scope="col">{say('before')}</th>
          <th scope="col">{say('after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={`${change.line} ${change.field}`}>
            <th scope="row">
              {change.line !== undefined && `${sayHistory('field_line', { line: change.line })} `}
              {sayField(change.field)}
            </th>
            {[change.before, change.after].map((value, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: before and after are told apart by nothing else
              <td key={at}>
                <Value told={toldBy(value, (plain) => write(change, plain, entry.type))} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Facts({ entry, order }: { entry: AuditEntry; order: ReturnType<typeof useOrderOf> }) {
  const sayField = useFieldWords()
  const write = useWriteChange(order?.currency)
  const { places } = usePlaces()
  const placeOf = (value: unknown) => places.find(({ id }) => id === value)?.name
  // The order is named by its number, above.
  const facts = factsOf(entry).filter(({ name }) => name !== 'orderId' || order === undefined)
  if (facts.length === 0) return null
  return (
    <table>
      <tbody>
        {facts.map(({ name, field, value }) => (
          <tr key={name}>
            <th scope="row">{sayField(name)}</th>
            <td>
              <Value
                told={toldBy(value, (plain) => placeOf(plain) ?? write({ field, line: undefined }, plain, entry.type))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ told }: { told: Told }) {
  const sayField = useFieldWords()
  if (typeof told === 'string') return <span className={styles.value}>{told}</span>
  return (
    <ul className={styles.parts}>
      {told.map((part) => (
        <li key={JSON.stringify(part)}>
          {typeof part === 'string' ? part : part.map(([name, value]) => `${sayField(name)} ${value}`).join(' · ')}
        </li>
      ))}
    </ul>
  )
}

/** The order that an entry is of, for who may see it: its number, and the currency of what is told. */
function useOrderOf({ objectType, objectId, facts }: AuditEntry) {
  const may = useMay()
  const orderId = objectType === 'order' ? objectId : typeof facts.orderId === 'string' ? facts.orderId : undefined
  const { data } = useQuery({
    queryKey: ['/orders', orderId, 'detail'],
    queryFn: () => call<typeof findOrderContract>('GET', `/orders/${orderId}`),
    enabled: orderId !== undefined && may('orders.read'),
    staleTime: 60_000,
    retry: false,
  })
  return data
}
