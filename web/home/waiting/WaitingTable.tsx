import { Age } from '../../platform/ui/Age.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { useHomeWords } from '../words.ts'
import { Count } from './Count.tsx'
import styles from './waiting.module.css'

/** Something that waits: what it is, where it stands, how much of it, and since when the longest of it. */
export type WaitingRow = {
  key: string
  title: string
  to: string
  count: number
  more: boolean
  since: string | null
}

/** What waits, a row each, leading to where it is worked off. */
export function WaitingTable({ title, rows, at }: { title: string; rows: readonly WaitingRow[]; at: string }) {
  const say = useHomeWords()
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className={styles.number}>
            {say('count')}
          </th>
          <th scope="col" className={styles.age}>
            {say('longest')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <PageLink to={row.to} className={styles.row}>
                {row.title}
              </PageLink>
            </th>
            <td className={styles.number}>
              <Count count={row.count} more={row.more} />
            </td>
            <td className={styles.age}>{row.since !== null && <Age since={row.since} at={at} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
