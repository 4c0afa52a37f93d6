import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { Money } from '../platform/ui/Money.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import type { TimelineItem } from './timeline-item.ts'
import { usePurposeName } from './use-purpose-name.ts'
import { useCustomerWords } from './words.ts'

/** What an entry is about: the order with the amount, what it was held for, what was agreed to, why somebody looked. */
export function TimelineFacts({ item }: { item: TimelineItem }) {
  const purposeOf = usePurposeName()
  const { t, i18n } = useTranslation(['customers', 'orders'])
  const { type, objectType, order, data } = item
  const word = (ns: 'customers' | 'orders', key: string, code: string) =>
    i18n.exists(key, { ns }) ? t(key, { ns }) : code
  const amount = amountOf(item)
  return (
    <>
      {order !== null && (
        <PageLink to={paths.order(order.id)} className="figure">
          {order.number}
        </PageLink>
      )}{' '}
      {order !== null && amount !== undefined && <Money amount={amount} currency={order.currency} />}
      {type === 'order.held' && typeof data.kind === 'string' && word('orders', `hold_${data.kind}`, data.kind)}
      {objectType === 'consent' && typeof data.purpose === 'string' && purposeOf(data.purpose)}
      {objectType === 'disclosure' &&
        typeof data.purpose === 'string' &&
        word('customers', `purpose_${data.purpose}_name`, data.purpose)}{' '}
      <AuditLink item={item} />
    </>
  )
}

const ofAudit: readonly string[] = ['disclosure', 'export', 'legal_hold', 'erasure']

/** What only who may read the audit sees leads there. */
function AuditLink({ item: { objectType, objectId } }: { item: TimelineItem }) {
  const say = useCustomerWords()
  const may = useMay()
  if (!ofAudit.includes(objectType) || !may('audit.read')) return null
  return <PageLink to={paths.audit(`?objectId=${objectId}`)}>{say('in_audit')}</PageLink>
}

/** How much was ordered, paid or given back by it. */
function amountOf({ type, order, data }: TimelineItem): number | undefined {
  const figure = (name: string) => (typeof data[name] === 'number' ? data[name] : undefined)
  switch (type) {
    case 'order.placed':
    case 'order.cancelled':
      return order?.total
    case 'order.paid':
      return figure('captured')
    case 'order.refunded':
      return figure('refunded')
    case 'order.payment_authorized':
      return figure('authorized')
    default:
      return undefined
  }
}
