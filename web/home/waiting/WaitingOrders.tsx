import { Age } from '../../platform/ui/Age.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import type { Home } from '../home-query.ts'
import { waitingOrdersPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { Count } from './Count.tsx'
import styles from './waiting.module.css'

/** The orders that wait, by what for, those that wait longest first. */
export function WaitingOrders({ orders, at }: { orders: Home['waiting']['orders']; at: string }) {
  const say = useHomeWords()
  const longestFirst = [...orders].sort((a, b) => (a.since ?? at).localeCompare(b.since ?? at))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('waiting_orders')}</th>
          <th scope="col" className={styles.number}>
            {say('count')}
          </th>
          <th scope="col" className={styles.age}>
            {say('longest')}
          </th>
        </tr>
      </thead>
      <tbody>
        {longestFirst.map(({ kind, count, more, since }) => (
          <tr key={kind}>
            <th scope="row">
              <PageLink to={waitingOrdersPath(kind)} className={styles.row}>
                {say(`wait_${kind}`)}
              </PageLink>
            </th>
            <td className={styles.number}>
              <Count count={count} more={more} />
            </td>
            <td className={styles.age}>{since !== null && <Age since={since} at={at} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
