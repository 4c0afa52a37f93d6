import { workWaits } from '../../../src/analytics/waiting.ts'
import { Age } from '../../platform/ui/Age.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import type { Home } from '../home-query.ts'
import { waitingWorkPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { Count } from './Count.tsx'
import styles from './waiting.module.css'

/** The work that waits at each place, by its status; the place somebody works for first. */
export function WaitingWork({
  work,
  at,
  ownPlace,
}: {
  work: Home['waiting']['work']
  at: string
  ownPlace: string | undefined
}) {
  const say = useHomeWords()
  const places = [...Map.groupBy(work, ({ location }) => location.id).values()]
  const isOwn = (rows: typeof work) => (rows[0]?.location.id === ownPlace ? 0 : 1)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('waiting_work')}</th>
          {workWaits.map((status) => (
            <th key={status} scope="col" className={styles.number}>
              {say(`work_${status}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places
          .sort((a, b) => isOwn(a) - isOwn(b))
          .map((rows) => (
            <tr key={rows[0]?.location.id}>
              <th scope="row">{rows[0]?.location.name}</th>
              {workWaits.map((status) => (
                <td key={status} className={styles.number}>
                  <WorkCell row={rows.find((row) => row.status === status)} at={at} />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function WorkCell({ row, at }: { row: Home['waiting']['work'][number] | undefined; at: string }) {
  const say = useHomeWords()
  if (row === undefined) return <span className={styles.none}>–</span>
  const { status, location, count, more, since } = row
  return (
    <>
      <PageLink
        to={waitingWorkPath(status, location.id)}
        aria-label={`${location.name} ${say(`work_${status}`)} ${count}${more ? '+' : ''}`}
      >
        <Count count={count} more={more} />
      </PageLink>
      {since !== null && (
        <small className={styles.ageBelow}>
          <Age since={since} at={at} />
        </small>
      )}
    </>
  )
}
