import { useQuery } from '@tanstack/react-query'
import { Select, Skeleton } from 'antd'
import type { explainStockContract } from '../../src/inventory/explanation-contract.ts'
import { call, queryOf } from '../platform/call.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import type { Explanation, Term } from './explanation.ts'
import type { ItemStock } from './item-stock.ts'
import { SumParts } from './SumParts.tsx'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

const terms = ['on_hand', 'allocated', 'reserved', 'unavailable', 'safety_stock'] as const satisfies readonly Term[]

/** "Why are 47 available?", as the sum that it is: each term opens what made it. */
export function StockSum({ item, locationId }: { item: ItemStock; locationId: string | undefined }) {
  const say = useStockWords()
  const setView = useSetView()
  const path = `/stock/items/${item.itemId}/explanation`
  const { data, error, refetch } = useQuery({
    queryKey: [path, locationId ?? null],
    queryFn: () => call<typeof explainStockContract>('GET', `${path}${queryOf({ locationId })}`),
  })
  const count = data?.level.toPromise ?? item.totals.toPromise
  return (
    <section className={styles.section} aria-labelledby="why">
      <h2 id="why">{say('why_title', { count })}</h2>
      {item.levels.length > 1 && (
        <Select
          allowClear
          aria-label={say('place')}
          placeholder={say('all_places')}
          value={locationId ?? null}
          onChange={(place) => setView({ place })}
          options={item.levels.map((level) => ({ value: level.locationId, label: level.locationName }))}
          className={styles.filter ?? ''}
        />
      )}
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <Sum explanation={data} />}
    </section>
  )
}

function Sum({ explanation }: { explanation: Explanation }) {
  const say = useStockWords()
  const setView = useSetView()
  const named = oneOf(useView().term)
  const open: Term = [...terms, 'incoming' as const].find((term) => term === named) ?? 'on_hand'
  const { level, movements } = explanation
  const counts = {
    on_hand: level.onHand,
    allocated: level.allocated,
    reserved: level.reserved,
    unavailable: level.unavailable,
    safety_stock: level.safetyStock,
    incoming: level.incoming,
  } satisfies Record<Term, number>
  const moved = movements.reduce((sum, group) => sum + group.movements, 0)
  const term = (each: Term) => (
    <button
      type="button"
      className={styles.term}
      aria-expanded={each === open}
      aria-controls="sum-parts"
      data-term={each}
      onClick={() => setView({ term: each })}
    >
      <span>{say(each)}</span>
      <span className={styles.termCount}>{counts[each]}</span>
      <small className={styles.quiet}>{say(`sum_${each}`, { count: moved })}</small>
    </button>
  )
  return (
    <>
      <p className={styles.quiet}>{say('sum_says')}</p>
      <ol className={styles.sum}>
        {terms.map((each, index) => (
          <li key={each}>
            {index > 0 && <span className={styles.sign}>{say('sum_minus')}</span>}
            {term(each)}
          </li>
        ))}
        <li>
          <span className={styles.sign}>{say('sum_equals')}</span>
          <span className={styles.result}>
            <span>{say('to_promise')}</span>
            <strong className={styles.termCount} data-term="to_promise">
              {level.toPromise}
            </strong>
          </span>
        </li>
        <li>{term('incoming')}</li>
      </ol>
      <div id="sum-parts">
        <SumParts term={open} explanation={explanation} />
      </div>
    </>
  )
}
