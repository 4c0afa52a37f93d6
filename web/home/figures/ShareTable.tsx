import { useDevice } from '../../platform/device.ts'
import { Money } from '../../platform/ui/Money.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import type { Figures } from '../home-query.ts'
import { useHomeWords } from '../words.ts'
import styles from './figures.module.css'

/** A part of all orders: what it is called, how many there are, what they come to, and the list that has them. */
export type Share = {
  key: string
  name: string
  orders: number
  amounts?: Figures['today']['amounts']
  to: string
}

/** Parts of all orders, each with a bar of its size; each opens its list. */
export function ShareTable({ title, shares }: { title: string; shares: readonly Share[] }) {
  const say = useHomeWords()
  const { language } = useDevice()
  const most = Math.max(1, ...shares.map(({ orders }) => orders))
  const hasAmounts = shares.some(({ amounts }) => amounts !== undefined)
  return (
    <table className={styles.shares}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className={styles.number}>
            {say('figure_orders')}
          </th>
          {hasAmounts && (
            <th scope="col" className={styles.amount}>
              {say('figure_amount')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {shares.map(({ key, name, orders, amounts, to }) => (
          <tr key={key}>
            <th scope="row">
              <PageLink to={to}>{name}</PageLink>
              <span className={styles.bar} aria-hidden="true" style={{ width: `${(orders / most) * 100}%` }} />
            </th>
            <td className={styles.number}>
              <span className="figure">{new Intl.NumberFormat(language).format(orders)}</span>
            </td>
            {hasAmounts && (
              <td className={styles.amount}>
                {amounts?.map((each) => (
                  <div key={each.currency}>
                    <Money {...each} />
                  </div>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
