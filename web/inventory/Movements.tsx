import type { TableColumnsType } from 'antd'
import type { listMovementsContract } from '../../src/inventory/contract.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { useIsNarrow } from '../platform/device.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { RecordTable } from '../platform/ui/RecordTable.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { signed } from './signed.ts'
import styles from './stock.module.css'
import { type StockWord, useStockWords } from './words.ts'

type Movement = ItemOf<typeof listMovementsContract>

/** Everything that came and went of an item, newest first, with what was there after each. */
export function Movements({ itemId, locationId }: { itemId: string; locationId: string | undefined }) {
  const say = useStockWords()
  const isNarrow = useIsNarrow()
  const list = useKeysetList<typeof listMovementsContract>(`/stock/items/${itemId}/movements`, { locationId })
  const columns = useColumns()
  if (list.error && list.items.length === 0) return <Fault error={list.error} onRetry={list.readAgain} />
  return (
    <RecordTable<Movement>
      list={list}
      columns={isNarrow ? columns.filter(({ key }) => key !== 'person' && key !== 'place') : columns}
      empty={<p className={styles.quiet}>{say('no_movements')}</p>}
    />
  )
}

function useColumns(): TableColumnsType<Movement> {
  const say = useStockWords()
  const { nameOf } = usePlaces()
  return [
    { key: 'time', title: say('time'), render: (_, { at }) => <Moment at={at} /> },
    {
      key: 'kind',
      title: say('kind'),
      render: (_, { kind, reason }) => `${say(`movement_${kind}`)} · ${say(`reason_${reason}` as StockWord)}`,
    },
    { key: 'place', title: say('place'), render: (_, { locationId }) => nameOf(locationId) },
    {
      key: 'cause',
      title: say('cause'),
      render: (_, movement) => <Cause movement={movement} />,
    },
    {
      key: 'change',
      title: say('change'),
      align: 'right',
      className: 'figure',
      render: (_, { quantity }) => signed(quantity),
    },
    { key: 'balance', title: say('balance'), dataIndex: 'balance', align: 'right', className: 'figure' },
  ]
}

/** What made it move: an order's work, a transfer, or a paper. */
function Cause({ movement: { order, kind, causeId, reference } }: { movement: Movement }) {
  const say = useStockWords()
  if (order !== null) {
    return (
      <PageLink to={paths.work(order.fulfillmentOrderId)}>
        {say('order_number', { number: order.orderNumber })}
      </PageLink>
    )
  }
  const isTransfer = kind === 'transfer_in' || kind === 'transfer_out'
  if (isTransfer) return <PageLink to={paths.transfer(causeId)}>{reference || say('transfer_title')}</PageLink>
  return <>{reference || '–'}</>
}
