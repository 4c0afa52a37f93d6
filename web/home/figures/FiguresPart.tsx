import { Segmented, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { amountsOf } from '../../../src/analytics/figures.ts'
import { useSetView } from '../../platform/search.ts'
import styles from '../home.module.css'
import { type Figures, type Home, spans } from '../home-query.ts'
import { ordersPath, ordersToAreasPath } from '../links.ts'
import { areasShownWith } from '../map/areas.ts'
import { useAreaName } from '../use-area-name.ts'
import { useHomeWords } from '../words.ts'
import { DayFigures } from './DayFigures.tsx'
import { HourChart } from './HourChart.tsx'
import { type Share, ShareTable } from './ShareTable.tsx'

const AreaMap = lazy(() => import('../map/AreaMap.tsx'))

/** How the day goes, and of what kind the orders of some days are. */
export function FiguresPart({ home, figures, days }: { home: Home; figures: Figures; days: string }) {
  const say = useHomeWords()
  const setView = useSetView()
  return (
    <>
      <section className={styles.section} aria-labelledby="home-today">
        <h2 id="home-today" className={styles.heading}>
          {say('today_heading')}
        </h2>
        <DayFigures figures={figures} currency={home.currency} />
        <HourChart figures={figures} timeZone={home.timeZone} />
      </section>
      <section className={styles.section} aria-labelledby="home-spread">
        <div className={styles.headingRow}>
          <h2 id="home-spread" className={styles.heading}>
            {say('spread_heading')}
          </h2>
          <Segmented
            size="small"
            aria-label={say('span')}
            value={days}
            onChange={(chosen) => setView({ days: chosen === '1' ? undefined : chosen })}
            options={spans.map((span) => ({ value: span, label: say(`span_${span}`) }))}
          />
        </div>
        <Spread figures={figures} />
      </section>
    </>
  )
}

function Spread({ figures }: { figures: Figures }) {
  const say = useHomeWords()
  const placedFrom = figures.from
  if (figures.channels.length === 0) return <p className={styles.quiet}>{say('no_orders_in_span')}</p>
  const stages = figures.stages
    .filter(({ orders }) => orders > 0)
    .map(({ stage, orders }) => {
      return { key: stage, name: say(`stage_${stage}`), orders, to: ordersPath({ stage, placedFrom }) }
    })
  const channels = figures.channels.map(({ channel, name, ...sum }) => {
    return { key: channel, name, ...sum, to: ordersPath({ channel, placedFrom }) }
  })
  return (
    <div className={styles.spread}>
      <ShareTable title={say('by_stage')} shares={stages} />
      <ShareTable title={say('by_channel')} shares={channels} />
      <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height: 320 }} />}>
        <AreaMap figures={figures} />
      </Suspense>
      <AreaTable figures={figures} />
    </div>
  )
}

const shownAtFirst = 10

function AreaTable({ figures }: { figures: Figures }) {
  const say = useHomeWords()
  const nameOf = useAreaName()
  const [isWhole, setWhole] = useState(false)
  const shown = Map.groupBy(figures.areas, ({ area }) => areasShownWith(area).join())
  const shares: Share[] = [...shown].map(([areas, rows]) => ({
    ...{ key: areas, name: nameOf(rows[0]?.area ?? areas), to: ordersToAreasPath(areas.split(','), figures.from) },
    orders: rows.reduce((sum, { orders }) => sum + orders, 0),
    amounts: amountsOf(rows.flatMap(({ amounts }) => amounts)),
  }))
  return (
    <div>
      <ShareTable title={say('by_area')} shares={isWhole ? shares : shares.slice(0, shownAtFirst)} />
      {shares.length > shownAtFirst && (
        <button type="button" className={styles.more} onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? say('show_fewer') : say('show_all_areas', { count: shares.length })}
        </button>
      )}
    </div>
  )
}
