import { statusesOf } from '../../fulfillment/queues.ts'
import { Age } from '../../platform/ui/Age.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { writeCount } from '../../platform/write-count.ts'
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
          {shownQueues.map((queue) => (
            <th key={queue} scope="col" className={styles.number}>
              {say(`work_${queue}`)}
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
              {shownQueues.map((queue) => (
                <td key={queue} className={styles.number}>
                  <WorkCell
                    queue={queue}
                    rows={rows.filter(({ status }) => statusesOf(queue).includes(status))}
                    at={at}
                  />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  )
}

const shownQueues = ['pick', 'pack', 'ship', 'held'] as const

function WorkCell({
  queue,
  rows,
  at,
}: {
  queue: (typeof shownQueues)[number]
  rows: Home['waiting']['work']
  at: string
}) {
  const say = useHomeWords()
  const [first] = rows
  if (first === undefined) return <span className={styles.none}>–</span>
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  const more = rows.some((row) => row.more)
  const [since] = rows.flatMap((row) => row.since ?? []).sort()
  return (
    <>
      <PageLink
        to={waitingWorkPath(queue, first.location.id)}
        aria-label={`${first.location.name} ${say(`work_${queue}`)} ${writeCount({ count, more })}`}
      >
        <Count count={count} more={more} />
      </PageLink>
      {since !== undefined && (
        <small className={styles.ageBelow}>
          <Age since={since} at={at} />
        </small>
      )}
    </>
  )
}
