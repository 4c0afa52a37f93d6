import { Skeleton, Table, type TableColumnsType, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { MoreButton } from './MoreButton.tsx'
import styles from './record-table.module.css'

type ReadList<Row> = {
  items: readonly Row[]
  hasMore: boolean
  readMore: () => void
  isReading: boolean
  isFirstRead: boolean
}

/**
 * Rows of one kind below a head that stays in sight, with a way to read on. The head is held by CSS: the library's own way
 * repeats its boxes in a hidden row, where they still take the focus.
 */
export function RecordTable<Row extends object>({
  list,
  columns,
  empty,
  onOpen,
  rowKey = 'id',
  rowSelection,
}: {
  list: ReadList<Row>
  columns: TableColumnsType<Row>
  /** What stands there when there is nothing. */
  empty: ReactNode
  onOpen?: (row: Row) => void
  rowKey?: string | ((row: Row) => string)
  rowSelection?: TableProps<Row>['rowSelection']
}) {
  if (list.isFirstRead) return <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
  if (list.items.length === 0) return empty
  return (
    <>
      <Table<Row>
        className={styles.table ?? ''}
        rowKey={rowKey}
        size="middle"
        columns={columns}
        dataSource={list.items}
        pagination={false}
        {...(rowSelection && { rowSelection })}
        {...(onOpen && { onRow: (row: Row) => ({ onClick: () => onOpen(row), className: styles.opens ?? '' }) })}
      />
      <MoreButton list={list} />
    </>
  )
}
