import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { KeysetList } from '../use-keyset-list.ts'
import { usePlatformWords } from '../words.ts'
import { Fault } from './Fault.tsx'
import { RowTable } from './RowTable.tsx'
import type { RowColumn, RowDetails } from './row-column.ts'

/** A list as a table, on a phone as cards, read on at its foot; rows that open are reached by a button in their first column. */
export function KeysetTable<Item extends object>({
  list,
  columns,
  keyOf,
  empty,
  label,
  details,
}: {
  list: KeysetList<Item>
  columns: readonly RowColumn<Item>[]
  keyOf: (item: Item) => string
  /** What stands in an empty list's place. */
  empty: ReactNode
  /** What the table is called, for who does not see it. */
  label: string
  details?: RowDetails<Item>
}) {
  const say = usePlatformWords()
  if (list.error !== null && list.items.length === 0) return <Fault error={list.error} onRetry={list.readAgain} />
  if (list.isFirstRead) return <Skeleton active title={false} paragraph={{ rows: 8 }} aria-busy="true" />
  if (list.items.length === 0 && !list.hasMore) return empty
  return (
    <>
      <RowTable<Item> rows={list.items} {...{ columns, keyOf, label, details }} />
      {list.hasMore && (
        <p style={{ textAlign: 'center' }}>
          <Button onClick={list.readMore} loading={list.isReading}>
            {say('read_more')}
          </Button>
        </p>
      )}
    </>
  )
}
