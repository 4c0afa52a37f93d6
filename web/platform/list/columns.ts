/*
 * The columns of a list as somebody wants them: in their order, their widths, which are hidden and which stay at the left while the
 * others move. What nobody said anything about stands as the list has it. Pure.
 */
import type { ReactNode } from 'react'

/** A column of a list of `Row`s. */
export type ListColumn<Row> = {
  key: string
  title: string
  /** In pixels, as long as nobody drew it wider. */
  width: number
  show: (row: Row) => ReactNode
  align?: 'end'
  /** Not there until somebody asks for it. */
  isOptional?: true
  /** Always there: without it a row would not be known. */
  isFixed?: true
  /** The two orders that pressing its title changes between; the first one first. */
  sorts?: readonly [string, string]
}

/** What somebody said of one column, as preferences and views keep it. */
export type ColumnWish = { key: string; width?: number; isHidden?: boolean; isFrozen?: boolean }

/** A column as it stands. */
export type PlacedColumn<Row> = ListColumn<Row> & { isHidden: boolean; isFrozen: boolean }

/** The narrowest and the widest that a column can be. */
export const columnWidths = { least: 48, most: 800 } as const

/** Every column in its place: those that are frozen first, then by the wishes, then those that no wish names. */
export function placeColumns<Row>(
  columns: readonly ListColumn<Row>[],
  wishes: readonly ColumnWish[] | null,
): PlacedColumn<Row>[] {
  const known = new Map(columns.map((column) => [column.key, column]))
  const wished = (wishes ?? []).flatMap((wish) => {
    const column = known.get(wish.key)
    known.delete(wish.key)
    return column === undefined ? [] : [place(column, wish)]
  })
  const all = wishes === null ? columns.map((column) => place(column)) : wished
  const others = wishes === null ? [] : [...known.values()].map((column) => place(column))
  const inOrder = [...all, ...others]
  return [...inOrder.filter(({ isFrozen }) => isFrozen), ...inOrder.filter(({ isFrozen }) => !isFrozen)]
}

/** What columns that stand so are kept as. */
export function wishesOf<Row>(placed: readonly PlacedColumn<Row>[]): ColumnWish[] {
  return placed.map(({ key, width, isHidden, isFrozen }) => ({ key, width, isHidden, isFrozen }))
}

/** The columns with one moved before another one's place. */
export function moveColumn<Row>(placed: readonly PlacedColumn<Row>[], key: string, to: number): PlacedColumn<Row>[] {
  const moved = placed.find((column) => column.key === key)
  if (moved === undefined) return [...placed]
  const others = placed.filter((column) => column !== moved)
  return [...others.slice(0, to), moved, ...others.slice(to)]
}

/** The columns with one of them changed. */
export function changeColumn<Row>(
  placed: readonly PlacedColumn<Row>[],
  key: string,
  changed: Partial<Pick<PlacedColumn<Row>, 'width' | 'isHidden' | 'isFrozen'>>,
): PlacedColumn<Row>[] {
  return placed.map((column) => (column.key === key ? { ...column, ...changed } : column))
}

function place<Row>(column: ListColumn<Row>, wish?: ColumnWish): PlacedColumn<Row> {
  const width = Math.min(columnWidths.most, Math.max(columnWidths.least, Math.round(wish?.width ?? column.width)))
  const isHidden = column.isFixed !== true && (wish?.isHidden ?? column.isOptional === true)
  return { ...column, width, isHidden, isFrozen: wish?.isFrozen ?? column.isFixed === true }
}
