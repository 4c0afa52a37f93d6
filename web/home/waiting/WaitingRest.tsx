import { paths } from '../../paths.ts'
import { Age } from '../../platform/ui/Age.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import type { Home } from '../home-query.ts'
import { lowStockPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { Count } from './Count.tsx'
import styles from './waiting.module.css'

/** What else waits: for a second person, for a buyer, for who looks after the system. Nothing where nothing does. */
export function WaitingRest({ waiting, at }: { waiting: Home['waiting']; at: string }) {
  const say = useHomeWords()
  const rows = restOf(waiting)
  if (rows.length === 0) return null
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('waiting_rest')}</th>
          <th scope="col" className={styles.number}>
            {say('count')}
          </th>
          <th scope="col" className={styles.age}>
            {say('longest')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ kind, to, count, more, since }) => (
          <tr key={kind}>
            <th scope="row">
              <PageLink to={to} className={styles.row}>
                {say(kind)}
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

/** What of the rest waits at all. */
export function restOf({ approvals, lowStock, deadLetters }: Home['waiting']) {
  const all = [
    { kind: 'approvals' as const, to: paths.approvals('?status=mine'), waits: approvals },
    { kind: 'low_stock' as const, to: lowStockPath(), waits: lowStock && { ...lowStock, since: null } },
    { kind: 'dead_letters' as const, to: paths.settings('dead-letters'), waits: deadLetters },
  ]
  return all.flatMap(({ waits, ...row }) => (waits === null || waits.count === 0 ? [] : [{ ...row, ...waits }]))
}
