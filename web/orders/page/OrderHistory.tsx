import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FieldChange } from '../../history/event-changes.ts'
import { History } from '../../history/History.tsx'
import { useHistoryWords } from '../../history/words.ts'
import { useDevice } from '../../platform/device.ts'
import { useMerchant } from '../../platform/session.ts'
import { writeMoment } from '../../platform/ui/Moment.tsx'
import { writeMoney } from '../../platform/ui/Money.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { useOrderHistory } from './use-order.ts'

const amounts = new Set(['cancelledTotal', 'authorized', 'captured', 'refunded', 'amount'])
/** Which words a state of an order's has, and those of what belongs to it: by what the event is of. */
const wordsOfStates: Readonly<Record<string, readonly [namespace: string, prefix: string]>> = {
  'order status': ['orders', 'status_'],
  'order paymentStatus': ['orders', 'payment_'],
  'order fulfillmentStatus': ['orders', 'fulfillment_'],
  'fulfillment_order status': ['orders/page', 'work_'],
  'shipment status': ['orders/page', 'parcel_'],
  'payment status': ['orders/page', 'paid_'],
}

/** What happened to the order and to what belongs to it. */
export function OrderHistory() {
  const say = useHistoryWords()
  const { order } = useDesk()
  const { data } = useOrderHistory(order.id)
  const { language } = useDevice()
  const zone = useMerchant()?.timeZone
  const { t, i18n } = useTranslation(['orders', 'orders/page'])
  const write = ({ field, line }: FieldChange, value: unknown, type: string) => {
    if (value === null || value === undefined) return '–'
    if (line === undefined && amounts.has(field) && typeof value === 'number') {
      return writeMoney(value, order.currency, language)
    }
    if (field === 'expiresAt') return writeMoment(String(value), { language, zone, show: 'minute' })
    const [ns, prefix] = wordsOfStates[`${type.split('.', 1)[0]} ${field}`] ?? []
    const key = `${prefix}${String(value)}`
    return ns !== undefined && i18n.exists(key, { ns }) ? t(key, { ns }) : String(value)
  }
  return (
    <Section title={say('history')} className={styles.noPrint ?? ''}>
      {data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      ) : (
        <History items={data.items} write={write} />
      )}
    </Section>
  )
}
