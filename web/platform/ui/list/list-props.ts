import type { ReactNode, Ref } from 'react'
import type { PlacedColumn } from '../../list/columns.ts'
import type { Selection } from '../../list/selection.ts'

/** The row that keys are about. */
export type ListCursor = { id: string | undefined; move: (id: string | undefined) => void }

/** What a list can be told to do. */
export type ListHandle = { toTop: () => void; focus: () => void }

/** What a list shows and what becomes of what is done in it. */
export type ListTableProps<Row extends { id: string }> = {
  /** What it is a list of, for screen readers. */
  label: string
  rows: readonly Row[]
  columns: readonly PlacedColumn<Row>[]
  /** The row as one or two lines, where the window is as narrow as a phone. */
  showNarrow: (row: Row) => ReactNode
  nameOf: (row: Row) => string
  selection: Selection
  onToggle: (id: string, isRange: boolean) => void
  onToggleShown: () => void
  cursor: ListCursor
  openId: string | undefined
  onOpen: (id: string) => void
  /** Of rows that changed while they are shown. */
  toneOf?: (row: Row) => 'changed' | undefined
  sort: string
  onSort: (sort: string) => void
  onWidth: (key: string, width: number) => void
  onEnd: () => void
  isReading: boolean
  hasMore: boolean
  /** Under this name the place is remembered where somebody was. */
  memory: string
  handle?: Ref<ListHandle>
  empty: ReactNode
}
