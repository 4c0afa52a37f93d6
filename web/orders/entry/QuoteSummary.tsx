import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Money } from '../../platform/ui/Money.tsx'
import styles from './entry.module.css'
import type { Quote } from './use-quote.ts'
import { useEntryWords } from './words.ts'

/** What the order comes to and what becomes of it, with the one button that places it. */
export function QuoteSummary({
  quote,
  isOld,
  others,
  isPlacing,
  place,
  children,
}: {
  quote: Quote | undefined
  isOld: boolean
  /** What is wrong and belongs to no field. */
  others: readonly string[]
  isPlacing: boolean
  place: () => void
  children: ReactNode
}) {
  const say = useEntryWords()
  return (
    <section className={styles.summary} aria-label={say('summary')} aria-busy={isOld}>
      <h2>{say('summary')}</h2>
      {quote?.totals ? (
        <Totals totals={quote.totals} currency={quote.currency} />
      ) : (
        <p className={styles.quiet}>{say('sum_waiting')}</p>
      )}
      {quote?.sourcing && (
        <p className={quote.sourcing.outcome === 'short' ? styles.warning : styles.quiet}>
          {say(`source_${quote.sourcing.outcome}`)}
        </p>
      )}
      {quote !== undefined && quote.holds.length > 0 && (
        <p className={styles.warning}>
          {say('holds')} {quote.holds.map(({ kind }) => say(`hold_${kind}`)).join(', ')}
        </p>
      )}
      {others.length > 0 && (
        <ul className={styles.others} role="alert">
          {others.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <Button type="primary" size="large" block loading={isPlacing} onClick={place} title="Ctrl+Enter" data-place="">
        {say('place')}
        <kbd className={styles.key}>Ctrl ↵</kbd>
      </Button>
      {children}
    </section>
  )
}

function Totals({ totals, currency }: { totals: NonNullable<Quote['totals']>; currency: string }) {
  const say = useEntryWords()
  const { linesTotal, discountTotal, shippingTotal, taxTotal, taxIncluded, total } = totals
  const rows = [
    [say('sum_lines'), linesTotal],
    ...(discountTotal === 0 ? [] : [[say('sum_discount'), -discountTotal] as const]),
    ...(shippingTotal === 0 ? [] : [[say('sum_shipping'), shippingTotal] as const]),
    [say(taxIncluded ? 'sum_tax_included' : 'sum_tax'), taxTotal],
  ] as const
  return (
    <dl className={styles.sums}>
      {rows.map(([label, amount]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Money {...{ amount, currency }} />
          </dd>
        </div>
      ))}
      <div className={styles.total}>
        <dt>{say('sum_total')}</dt>
        <dd data-total={total}>
          <Money amount={total} currency={currency} />
        </dd>
      </div>
    </dl>
  )
}
