import { useDevice } from '../../platform/device.ts'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import type { Figures } from '../home-query.ts'
import { ordersOfHourPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import styles from './hours.module.css'

const labelledHours = 3

/** Orders that came in each hour of today, and a week ago behind them; an hour opens its orders. */
export function HourChart({ figures, timeZone }: { figures: Figures; timeZone: string }) {
  const say = useHomeWords()
  const { language } = useDevice()
  const { hours, today } = figures
  const most = Math.max(1, ...hours.flatMap((hour) => [hour.today, hour.lastWeek]))
  const heightOf = (count: number) => ({ height: `${(count / most) * 100}%` })
  return (
    <div>
      <div className={styles.legend}>
        <span className={styles.today}>{say('today')}</span>
        <span className={styles.lastWeek}>{say('last_week')}</span>
        <span className={styles.most}>
          {say('most_in_an_hour', { count: new Intl.NumberFormat(language).format(most) })}
        </span>
      </div>
      <ol className={styles.hours}>
        {hours.map(({ hour, ...orders }) => {
          const words = say('hour_says', { hour, next: hour + 1, today: orders.today, lastWeek: orders.lastWeek })
          return (
            <li key={hour}>
              <PageLink
                to={ordersOfHourPath({ day: today.day, hour, timeZone })}
                className={styles.hour}
                title={words}
                aria-label={words}
              >
                <span className={styles.lastWeek} style={heightOf(orders.lastWeek)} />
                <span className={styles.today} style={heightOf(orders.today)} />
              </PageLink>
              <span className={styles.label} aria-hidden="true">
                {hour % labelledHours === 0 ? hour : ''}
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
