import { Table } from 'antd'
import { useIsNarrow } from '../device.ts'
import { RowCards } from './RowCards.tsx'
import type { RowColumn, RowDetails } from './row-column.ts'
import { TableFrame } from './TableFrame.tsx'

/** Rows that are all there: a table where there is room, cards where there is not. */
export function RowTable<Row extends object>({
  rows,
  columns,
  keyOf,
  label,
  details,
  maxWidth,
}: {
  rows: readonly Row[]
  columns: readonly RowColumn<Row>[]
  keyOf: (row: Row) => string
  /** What the table is called, for who does not see it. */
  label: string
  details?: RowDetails<Row> | undefined
  maxWidth?: number
}) {
  const isNarrow = useIsNarrow()
  if (isNarrow) return <RowCards {...{ rows, columns, keyOf, label, details }} />
  const isThere = details?.isThere ?? (() => true)
  return (
    <TableFrame label={label}>
      <Table<Row>
        size="small"
        columns={columns.map(({ onCard: _, ...column }) => column)}
        dataSource={rows}
        rowKey={keyOf}
        pagination={false}
        scroll={{ x: 'max-content' }}
        {...(maxWidth !== undefined && { style: { maxWidth } })}
        {...(details &&
          rows.some(isThere) && {
            expandable: { expandedRowRender: details.show, rowExpandable: isThere },
          })}
      />
    </TableFrame>
  )
}
