import styles from './entry.module.css'
import type { QuotedLine } from './use-quote.ts'
import { useEntryWords } from './words.ts'

/** What is there of a line's goods, at which places, from where they would come, and what lacks. */
export function LineStock({ quoted }: { quoted: QuotedLine | undefined }) {
  const say = useEntryWords()
  if (quoted?.variant == null) return <span className={styles.quiet}>–</span>
  if (quoted.stock === null) return <span className={styles.quiet}>{say('line_service')}</span>
  const { stock, from, short, shortagePolicy } = quoted
  const merged = new Map<string, { name: string; quantity: number }>()
  for (const { locationId, name, quantity } of from) {
    merged.set(locationId, { name, quantity: quantity + (merged.get(locationId)?.quantity ?? 0) })
  }
  const places = stock.places.filter(({ toPromise }) => toPromise > 0)
  return (
    <div className={styles.stock}>
      <span className="figure" title={places.map(({ name, toPromise }) => `${name} ${toPromise}`).join(' · ')}>
        {say('line_stock_total', { count: stock.toPromise })}
        {places.length > 1 && (
          <span className={styles.quiet}>
            {' '}
            {places.map(({ name, toPromise }) => `${name} ${toPromise}`).join(' · ')}
          </span>
        )}
      </span>
      {[...merged].map(([locationId, { name, quantity }]) => (
        <span key={locationId} className={styles.quiet}>
          {say('line_from', { place: name, quantity })}
        </span>
      ))}
      {short > 0 && (
        <span className={shortagePolicy === 'refuse' ? styles.fault : styles.warning}>
          {say(shortagePolicy === 'refuse' || shortagePolicy === null ? 'line_short' : `line_short_${shortagePolicy}`, {
            count: short,
          })}
        </span>
      )}
    </div>
  )
}
