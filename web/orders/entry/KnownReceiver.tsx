import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { repeatOrderContract } from '../../../src/orders/entry/contract.ts'
import { paths } from '../../paths.ts'
import { call, queryOf } from '../../platform/call.ts'
import { useShortcut } from '../../platform/shortcuts.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Money } from '../../platform/ui/Money.tsx'
import { PageLink, useGo } from '../../platform/ui/PageLink.tsx'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import styles from './entry.module.css'
import type { Entry } from './entry.ts'
import { useCustomer, useEarlierOrder, useRecentOrders } from './lookups.ts'
import { maskedLine } from './masked-line.ts'
import { useEntryWords } from './words.ts'

/** A receiver who is known, masked, with the last orders of the customer, each to be repeated. */
export function KnownReceiver({
  entry,
  set,
  onChange,
}: {
  entry: Entry
  set: (fields: Partial<Entry>) => void
  onChange: () => void
}) {
  const say = useEntryWords()
  const customer = useCustomer(entry.customerId)
  const order = useEarlierOrder(entry.shipToOrderId)
  const contact = entry.shipToOrderId === undefined ? customer?.contact : order?.shipTo
  const isOwnAddress = entry.shipToCustomerId !== undefined
  return (
    <div className={styles.known} data-field="receiver">
      <div className={styles.knownLine}>
        <span className={styles.knownName}>
          {contact == null ? '…' : maskedLine(contact)}{' '}
          {customer?.code && <span className={styles.quiet}>{customer.code}</span>}
        </span>
        {entry.shipToOrderId !== undefined && <span className={styles.quiet}>{say('receiver_of_order')}</span>}
        {(isOwnAddress || entry.shipToOrderId !== undefined) && (
          <Button
            size="small"
            onClick={() => {
              set({ shipToCustomerId: undefined, shipToOrderId: undefined, contact: { country: 'CN' } })
              onChange()
            }}
          >
            {say('receiver_other_address')}
          </Button>
        )}
        {!isOwnAddress && entry.customerId !== undefined && (
          <Button
            size="small"
            onClick={() => set({ shipToCustomerId: entry.customerId, shipToOrderId: undefined, contact: undefined })}
          >
            {say('receiver_own_address')}
          </Button>
        )}
        <Button
          size="small"
          onClick={() =>
            set({ customerId: undefined, shipToCustomerId: undefined, shipToOrderId: undefined, contact: undefined })
          }
        >
          {say('receiver_change')}
        </Button>
      </div>
      {entry.lines.length === 0 && <RecentOrders customerId={entry.customerId} />}
    </div>
  )
}

function RecentOrders({ customerId }: { customerId: string | undefined }) {
  const say = useEntryWords()
  const orders = useRecentOrders(customerId)
  const repeat = useRepeat()
  const last = orders?.[0]
  useShortcut(
    'alt+r',
    { label: say('recent_repeat_last'), group: say('shortcuts'), isOff: last === undefined, worksInFields: true },
    () => {
      if (last !== undefined) repeat(last.id)
    },
  )
  if (orders === undefined || orders.length === 0) return null
  return (
    <div className={styles.recent}>
      <h3>{say('recent')}</h3>
      <ul>
        {orders.map(({ id, number, placedAt, total, currency }, index) => (
          <li key={id}>
            <PageLink to={paths.order(id)}>{number}</PageLink>
            <Moment at={placedAt} show="day" />
            <Money amount={total} currency={currency} />
            <Button size="small" onClick={() => repeat(id)} {...(index === 0 && { title: 'Alt+R' })}>
              {say('recent_repeat')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Begins a draft with the same goods to the same place, and goes there. */
export function useRepeat(): (orderId: string) => void {
  const go = useGo()
  const tell = useProblemWords()
  const { message } = App.useApp()
  const { mutate } = useMutation({
    mutationFn: (orderId: string) => call<typeof repeatOrderContract>('POST', `/orders/${orderId}/repeats`),
    onSuccess: ({ id }) => go(paths.newOrder(queryOf({ draft: id }))),
    onError: (error) => void message.error(tell(error).text),
  })
  return mutate
}
