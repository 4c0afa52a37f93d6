import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { Money } from '../platform/ui/Money.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import type { TimelineItem } from './timeline-item.ts'
import type { SayCode } from './use-code-words.ts'
import { useCustomerWords } from './words.ts'

/** What an entry is about: the order with the amount, what it was held for, what was agreed to, why somebody looked. */
export function TimelineFacts({ item, sayCode }: { item: TimelineItem; sayCode: SayCode }) {
  const { type, objectType, order, data } = item
  const amount = amountOf(item)
  return (
    <>
      {order !== null && (
        <PageLink to={paths.order(order.id)} className="figure">
          {order.number}
        </PageLink>
      )}{' '}
      {order !== null && amount !== undefined && <Money amount={amount} currency={order.currency} />}
      {type === 'order.held' && sayCode('orders', `hold_${data.kind}`, String(data.kind))}
      {objectType === 'consent' && sayCode('customers', `consent_purpose_${data.purpose}`, String(data.purpose))}
      {objectType === 'disclosure' && sayCode('customers', `purpose_${data.purpose}_name`, String(data.purpose))}{' '}
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
