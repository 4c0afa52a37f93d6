import { Money } from '../../platform/ui/Money.tsx'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { dueOf } from './order-rules.ts'
import { useOrderPageWords } from './words.ts'

type Row = {
  key:
    | 'lines'
    | 'discount'
    | 'shipping'
    | 'tax'
    | 'tax_inside'
    | 'total'
    | 'cancelled'
    | 'captured'
    | 'refunded'
    | 'authorized'
    | 'due'
    | 'over'
  amount: number
  isSum?: true
  isAside?: true
}

/** What the order comes to, to the cent, as the sum it is. */
export function MoneySum() {
  const say = useOrderPageWords()
  const { order } = useDesk()
  const due = dueOf(order)
  const rows: Row[] = [
    { key: 'lines', amount: order.linesTotal },
    { key: 'discount', amount: -order.discountTotal },
    { key: 'shipping', amount: order.shippingTotal },
    ...(order.taxIncluded ? [] : [{ key: 'tax', amount: order.taxTotal } as const]),
    { key: 'total', amount: order.total, isSum: true },
    ...(order.taxIncluded ? [{ key: 'tax_inside', amount: order.taxTotal, isAside: true } as const] : []),
    { key: 'cancelled', amount: -order.cancelledTotal },
    { key: 'captured', amount: -order.captured },
    { key: 'refunded', amount: order.refunded },
    { key: 'authorized', amount: -order.authorized },
    due >= 0 ? { key: 'due', amount: due, isSum: true } : { key: 'over', amount: -due, isSum: true },
  ]
  const shown = rows.filter(({ amount, isSum, key }) => isSum || amount !== 0 || key === 'shipping')
  return (
    <dl className={styles.money} aria-label={say('money')}>
      {shown.map(({ key, amount, isSum }) => (
        <MoneyRow key={key} words={say(`money_${key}`)} isSum={isSum === true}>
          <Money amount={amount} currency={order.currency} />
        </MoneyRow>
      ))}
    </dl>
  )
}

function MoneyRow({ words, isSum, children }: { words: string; isSum: boolean; children: React.ReactNode }) {
  const name = isSum ? styles.sum : ''
  return (
    <>
      <dt className={name}>{words}</dt>
      <dd className={name}>{children}</dd>
    </>
  )
}
