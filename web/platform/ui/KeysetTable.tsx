import { Button, Skeleton, Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import type { KeysetList } from '../use-keyset-list.ts'
import { usePlatformWords } from '../words.ts'
import { Fault } from './Fault.tsx'
import { TableFrame } from './TableFrame.tsx'

/** A list as a table, read on at its foot; rows that open are reached by a button in their first column. */
export function KeysetTable<Item extends object>({
  list,
  columns,
  rowKey,
  empty,
  label,
  more,
}: {
  list: KeysetList<Item>
  columns: NonNullable<TableProps<Item>['columns']>
  rowKey: (item: Item) => string
  /** What stands in an empty list's place. */
  empty: ReactNode
  /** What the table is called, for who does not see it. */
  label: string
  more?: TableProps<Item>
}) {
  const say = usePlatformWords()
  if (list.error !== null && list.items.length === 0) return <Fault error={list.error} onRetry={list.readAgain} />
  if (list.isFirstRead) return <Skeleton active title={false} paragraph={{ rows: 8 }} aria-busy="true" />
  if (list.items.length === 0 && !list.hasMore) return empty
  return (
    <TableFrame label={label}>
      <Table<Item>
        size="small"
        columns={columns}
        dataSource={list.items}
        rowKey={rowKey}
        pagination={false}
        scroll={{ x: 'max-content' }}
        {...more}
      />
      {list.hasMore && (
        <p style={{ textAlign: 'center' }}>
          <Button onClick={list.readMore} loading={list.isReading}>
            {say('read_more')}
          </Button>
        </p>
      )}
    </TableFrame>
  )
}
