import type { TableColumnsType } from 'antd'
import type { listStockUsesContract } from '../../src/orders/stock-uses/contract.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { RecordTable } from '../platform/ui/RecordTable.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import type { Explanation } from './explanation.ts'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

type Use = ItemOf<typeof listStockUsesContract>

/** The orders for which so many are kept. */
export function StockUses({ explanation, kind }: { explanation: Explanation; kind: Use['kind'] }) {
  const say = useStockWords()
  const { nameOf } = usePlaces()
  const { itemId, locationId } = explanation
  const list = useKeysetList<typeof listStockUsesContract>(`/stock/items/${itemId}/uses`, { locationId })
  const columns: TableColumnsType<Use> = [
    {
      title: say('cause'),
      render: (_, { orderId, orderNumber }) => (
        <PageLink to={paths.order(orderId)}>{say('order_number', { number: orderNumber })}</PageLink>
      ),
    },
    { title: say('place'), render: (_, use) => nameOf(use.locationId) },
    {
      title: say(kind === 'reserved' ? 'use_until' : 'placed_at'),
      render: (_, { expiresAt, placedAt }) => <Moment at={kind === 'reserved' ? expiresAt : placedAt} />,
    },
    { title: say('quantity'), dataIndex: 'quantity', align: 'right', className: 'figure' },
  ]
  const items = list.items.filter((use) => use.kind === kind)
  return (
    <RecordTable<Use>
      list={{ ...list, items }}
      rowKey={(use) => `${use.orderId} ${use.lineNumber} ${use.locationId}`}
      columns={columns}
      empty={<p className={styles.quiet}>{say('no_uses')}</p>}
    />
  )
}
