import { Table, type TableColumnsType } from 'antd'
import { useIsNarrow } from '../platform/device.ts'
import type { ItemStock } from './item-stock.ts'
import { useStockWords } from './words.ts'

type Level = ItemStock['levels'][number]

/** An item's counters at each place. */
export function LevelsByPlace({ item }: { item: ItemStock }) {
  const say = useStockWords()
  const isNarrow = useIsNarrow()
  const columns: TableColumnsType<Level> = [
    { key: 'place', title: say('place'), dataIndex: 'locationName' },
    { key: 'onHand', title: say('on_hand'), dataIndex: 'onHand', align: 'right', className: 'figure' },
    { key: 'allocated', title: say('allocated'), dataIndex: 'allocated', align: 'right', className: 'figure' },
    { key: 'reserved', title: say('reserved'), dataIndex: 'reserved', align: 'right', className: 'figure' },
    { key: 'unavailable', title: say('unavailable'), dataIndex: 'unavailable', align: 'right', className: 'figure' },
    { key: 'safetyStock', title: say('safety_stock'), dataIndex: 'safetyStock', align: 'right', className: 'figure' },
    { key: 'toPromise', title: say('to_promise'), dataIndex: 'toPromise', align: 'right', className: 'figure' },
    { key: 'incoming', title: say('incoming'), dataIndex: 'incoming', align: 'right', className: 'figure' },
  ]
  const shown = isNarrow ? ['place', 'onHand', 'toPromise'] : columns.map(({ key }) => key)
  return (
    <Table<Level>
      rowKey="locationId"
      size="small"
      pagination={false}
      columns={columns.filter(({ key }) => shown.includes(key))}
      dataSource={item.levels}
    />
  )
}
