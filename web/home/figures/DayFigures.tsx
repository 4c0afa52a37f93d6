import type { ReactNode } from 'react'
import { useDevice } from '../../platform/device.ts'
import { writeMoney } from '../../platform/ui/Money.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import type { Figures } from '../home-query.ts'
import { happenedPath, ordersPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { changeOf } from './change.ts'
import styles from './figures.module.css'

/** Today so far against the same weekday a week ago, up to the same ten minutes; each number opens its list. */
export function DayFigures({ figures: { today, lastWeek }, currency }: { figures: Figures; currency: string }) {
  const say = useHomeWords()
  const { language } = useDevice()
  const placedToday = { placedFrom: today.from }
  const placedThen = { placedFrom: lastWeek.from, placedBefore: lastWeek.before }
  const currencies = [...new Set([...today.amounts, ...lastWeek.amounts].map((each) => each.currency))]
  const numbers = new Intl.NumberFormat(language)
  return (
    <dl className={styles.day}>
      <Figure
        name={say('figure_orders')}
        today={{ value: today.orders, text: numbers.format(today.orders), to: ordersPath(placedToday) }}
        then={{ value: lastWeek.orders, text: numbers.format(lastWeek.orders), to: ordersPath(placedThen) }}
      />
      {(currencies.length === 0 ? [currency] : currencies).map((each) => {
        const amountOf = (amounts: Figures['today']['amounts']) =>
          amounts.find((one) => one.currency === each)?.amount ?? 0
        const sumOf = (amounts: Figures['today']['amounts'], placed: object) => {
          const value = amountOf(amounts)
          return { value, text: writeMoney(value, each, language), to: ordersPath({ ...placed }) }
        }
        return (
          <Figure
            key={each}
            name={currencies.length > 1 ? `${say('figure_amount')} ${each}` : say('figure_amount')}
            today={sumOf(today.amounts, placedToday)}
            then={sumOf(lastWeek.amounts, placedThen)}
          />
        )
      })}
      {(['shipped', 'cancelled'] as const).map((kind) => (
        <Figure
          key={kind}
          name={say(`figure_${kind}`)}
          today={{ value: today[kind], text: numbers.format(today[kind]), to: happenedPath(kind, today) }}
          then={{ value: lastWeek[kind], text: numbers.format(lastWeek[kind]), to: happenedPath(kind, lastWeek) }}
        />
      ))}
    </dl>
  )
}

type Side = { value: number; text: string; to: string }

function Count({ text, to }: Side) {
  return (
    <PageLink to={to} className="figure">
      {text}
    </PageLink>
  )
}

function Figure({ name, today, then }: { name: ReactNode; today: Side; then: Side }) {
  const say = useHomeWords()
  const { language } = useDevice()
  const change = changeOf(today.value, then.value)
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd className={styles.now}>
        <Count {...today} />
      </dd>
      <dd className={styles.then}>
        {say('last_week')} <Count {...then} />
        {change !== undefined && (
          <span className="figure">
            {' '}
            {new Intl.NumberFormat(language, { style: 'percent', signDisplay: 'exceptZero' }).format(change)}
          </span>
        )}
      </dd>
    </div>
  )
}
