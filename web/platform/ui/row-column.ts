import type { TableColumnType } from 'antd'
import type { ReactNode } from 'react'

/** A column of rows, and where a row's card shows it on a phone. */
export type RowColumn<Row> = TableColumnType<Row> & {
  title: ReactNode
  /** `name` (the first column, if none is): above; `end`: beside it; `foot`: below all, as what can be done; left out: between, with its title. */
  onCard?: 'name' | 'end' | 'foot'
}

/** What a row holds besides, and shows when it is opened. */
export type RowDetails<Row> = {
  show: (row: Row) => ReactNode
  /** Left out: every row holds something. */
  isThere?: (row: Row) => boolean
}
