import type { listLackingGoodsContract } from '../../../src/orders/lacking-goods/contract.ts'
import { paths } from '../../paths.ts'
import type { ItemOf } from '../../platform/call.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import styles from '../stock.module.css'
import { useStockWords } from '../words.ts'

/** A row of the list of shortages. */
export type LackingRow = ItemOf<typeof listLackingGoodsContract> & { id: string }

/** Every column that the list of shortages can have. */
export function useLackingColumns(): ListColumn<LackingRow>[] {
  const say = useStockWords()
  const number = (key: 'units' | 'orders' | 'onHand' | 'incoming', title: string): ListColumn<LackingRow> => ({
    ...{ key, title, width: 96, align: 'end' },
    show: ({ [key]: count }) => <span className="figure">{count}</span>,
  })
  return [
    {
      ...{ key: 'sku', title: say('sku'), width: 170, isFixed: true },
      show: ({ itemId, sku }) => <PageLink to={paths.stockItem(itemId)}>{sku}</PageLink>,
    },
    { key: 'name', title: say('item'), width: 260, show: ({ name }) => name },
    number('units', say('lacking_units')),
    number('orders', say('lacking_orders')),
    { key: 'since', title: say('lacking_since'), width: 150, show: ({ since }) => <Moment at={since} /> },
    number('onHand', say('on_hand')),
    number('incoming', say('incoming')),
  ]
}

/** A shortage on a phone: what, how many, for how many orders, since when. */
export function NarrowLacking({ goods }: { goods: LackingRow }) {
  const say = useStockWords()
  const { itemId, sku, name, units, orders, since, onHand, incoming } = goods
  const told = [
    [say('lacking_orders'), orders],
    [say('on_hand'), onHand],
    [say('incoming'), incoming],
  ] as const
  return (
    <>
      <div className={styles.narrow}>
        <PageLink to={paths.stockItem(itemId)}>{sku}</PageLink>
        <span>{name}</span>
        <span>
          {say('lacking_units')} <span className="figure">{units}</span>
        </span>
      </div>
      <div className={`${styles.narrow} ${styles.quiet}`}>
        {told.map(([title, count]) => (
          <span key={title}>
            {title} <span className="figure">{count}</span>
          </span>
        ))}
        <Moment at={since} />
      </div>
    </>
  )
}
