import { Skeleton } from 'antd'
import { paths } from '../paths.ts'
import { useDevice } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { FirstSteps } from '../training/FirstSteps.tsx'
import { Elsewhere } from './Elsewhere.tsx'
import { FiguresPart } from './figures/FiguresPart.tsx'
import styles from './home.module.css'
import { type Home, useHome } from './home-query.ts'
import { WaitingOrders } from './waiting/WaitingOrders.tsx'
import { restOf, WaitingRest } from './waiting/WaitingRest.tsx'
import { WaitingWork } from './waiting/WaitingWork.tsx'
import { useHomeWords } from './words.ts'

/** What needs me now, and how the day goes. */
export default function HomePage() {
  const say = useHomeWords()
  const { days, data, error, refetch } = useHome()
  return (
    <Page
      title={say('title')}
      extra={
        data && (
          <span className={styles.quiet}>
            {say('as_of')} <Moment at={data.at} />
          </span>
        )
      }
    >
      <FirstSteps />
      {error !== null && <Fault error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 10 }} />}
      {data !== undefined && <HomeParts home={data} days={days} />}
    </Page>
  )
}

function HomeParts({ home, days }: { home: Home; days: string }) {
  const say = useHomeWords()
  const { figures, noFigures } = home
  return (
    <>
      <section className={styles.section} aria-labelledby="home-waiting">
        <h2 id="home-waiting" className={styles.heading}>
          {say('waiting_heading')}
        </h2>
        <WaitingParts home={home} />
      </section>
      {figures !== null && <FiguresPart home={home} figures={figures} days={days} />}
      {noFigures !== null && noFigures !== 'not_permitted' && (
        <p className={styles.quiet}>{say(`no_figures_${noFigures}`)}</p>
      )}
    </>
  )
}

/** Who works at a place sees its work first, who looks after orders those. */
function WaitingParts({ home: { waiting, at, figures } }: { home: Home }) {
  const say = useHomeWords()
  const may = useMay()
  const { locationId } = useDevice()
  const { orders, work } = waiting
  if (orders.length === 0 && work.length === 0 && restOf(waiting).length === 0) {
    const isNew = figures?.hours.every(({ today, lastWeek }) => today + lastWeek === 0)
    return (
      <EmptyState
        title={say('nothing_waits')}
        {...(isNew && may('orders.place')
          ? { action: <PageLink to={paths.newOrder()}>{say('enter_order')}</PageLink> }
          : { says: say('nothing_waits_says'), action: <Elsewhere /> })}
      />
    )
  }
  const parts = [
    orders.length > 0 && <WaitingOrders key="orders" orders={orders} at={at} />,
    work.length > 0 && <WaitingWork key="work" work={work} at={at} ownPlace={locationId} />,
  ]
  const isAtPlace = may('fulfillment.work') && !may('orders.change')
  return (
    <div className={styles.waiting}>
      {isAtPlace ? parts.reverse() : parts}
      <WaitingRest waiting={waiting} at={at} />
    </div>
  )
}
