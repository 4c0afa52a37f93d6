import type { listLevelsContract } from '../../../src/inventory/contract.ts'
import { paths } from '../../paths.ts'
import type { ItemOf } from '../../platform/call.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import styles from '../stock.module.css'
import { useStockWords } from '../words.ts'

/** A row of the list of stock. */
export type LevelRow = ItemOf<typeof listLevelsContract> & { id: string }

type Counter = 'onHand' | 'allocated' | 'reserved' | 'unavailable' | 'incoming' | 'safetyStock'

/** Of titles that are longer in English. */
const widths: { [Key in Counter]?: number } = { safetyStock: 108, unavailable: 102 }

/** Every column that the list of stock can have. */
export function useLevelColumns(): ListColumn<LevelRow>[] {
  const say = useStockWords()
  const counter = (key: Counter, title: string): ListColumn<LevelRow> => ({
    ...{ key, title, width: widths[key] ?? 88, align: 'end' },
    show: ({ [key]: count }) => <span className={`figure ${count === 0 ? styles.none : ''}`}>{count}</span>,
  })
  return [
    {
      ...{ key: 'sku', title: say('sku'), width: 170, isFixed: true },
      show: ({ itemId, sku }) => <PageLink to={paths.stockItem(itemId)}>{sku}</PageLink>,
    },
    { key: 'name', title: say('item'), width: 240, show: ({ name }) => name },
    { key: 'locationName', title: say('place'), width: 130, show: ({ locationName }) => locationName },
    counter('onHand', say('on_hand')),
    counter('allocated', say('allocated')),
    counter('reserved', say('reserved')),
    counter('unavailable', say('unavailable')),
    counter('safetyStock', say('safety_stock')),
    {
      ...{ key: 'toPromise', title: say('to_promise'), width: 96, align: 'end' },
      show: (level) => <ToPromise level={level} />,
    },
    counter('incoming', say('incoming')),
    {
      ...{ key: 'locationCode', title: say('place_code'), width: 110, isOptional: true },
      show: ({ locationCode }) => <span className="figure">{locationCode}</span>,
    },
  ]
}

/** A level on a phone: what, where, and how many can be had. */
export function NarrowLevel({ level }: { level: LevelRow }) {
  const say = useStockWords()
  const { itemId, sku, name, locationName, onHand } = level
  return (
    <>
      <div className={styles.narrow}>
        <PageLink to={paths.stockItem(itemId)}>{sku}</PageLink>
        <span>{name}</span>
        <span>
          {say('to_promise')} <ToPromise level={level} />
        </span>
      </div>
      <div className={`${styles.narrow} ${styles.quiet}`}>
        <span>{locationName}</span>
        <span>
          {say('on_hand')} <span className="figure">{onHand}</span>
        </span>
      </div>
    </>
  )
}

function ToPromise({ level: { toPromise } }: { level: LevelRow }) {
  return <strong className={`figure ${toPromise <= 0 ? styles.low : ''}`}>{toPromise}</strong>
}
