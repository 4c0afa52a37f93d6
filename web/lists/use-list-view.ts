import { useEffect, useState } from 'react'
import {
  type ColumnWish,
  type ListColumn,
  type PlacedColumn,
  placeColumns,
  wishesOf,
} from '../platform/list/columns.ts'
import { type FilterValues, filterIn, valuesOf } from '../platform/list/filters.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { type SavedView, useSavedViews, type ViewContent } from '../workspace/saved-views.ts'
import { useListPreference } from '../workspace/use-list-preference.ts'

/** A list as it is looked at now. */
export type ListView<Row> = ReturnType<typeof useListView<Row>>

type Looked<Row> = {
  /** The name under which its columns and views are kept. */
  name: string
  columns: readonly ListColumn<Row>[]
  /** Each part of its filter, as the address has it. */
  filterKeys: readonly string[]
  /** What else of the address ends where a view is opened. */
  endsWithView?: readonly string[]
}

/** As a list stands as long as nobody sorts it. */
export const firstSort = 'newest'

/**
 * How a list is looked at now: what the address says of rows and order, and the columns of the view that is open, else those that the
 * person likes. Columns that are changed while a view is open are the view's only when they are kept in it.
 */
export function useListView<Row>({ name, columns: known, filterKeys, endsWithView = [] }: Looked<Row>) {
  const view = useView()
  const setView = useSetView()
  const preference = useListPreference(name)
  const viewId = oneOf(view.view)
  const saved = useSavedViews(name)?.find(({ id }) => id === viewId)
  const [own, setOwn] = useState<{ viewId: string; columns: ColumnWish[] | null }>()
  useEffect(() => setOwn((before) => (before?.viewId === viewId ? before : undefined)), [viewId])
  const ofView = own?.viewId === viewId ? own?.columns : saved?.content.columns
  const wishes = (viewId === undefined ? undefined : ofView) ?? preference.columns
  const columns = placeColumns(known, wishes)
  const keep = (columns: ColumnWish[] | null) =>
    viewId === undefined ? preference.setColumns(columns) : setOwn({ viewId, columns })
  const filter = filterIn(view, filterKeys)
  const sort = oneOf(view.sort) ?? firstSort
  const content = contentOf(filter, sort, columns)
  const filtersNow = JSON.stringify([content.filters, sort])
  const isChanged =
    saved !== undefined &&
    (filtersNow !== JSON.stringify([sorted(saved.content.filters), saved.content.sort ?? firstSort]) ||
      own?.viewId === viewId)
  return {
    ...{ name, filter, sort, columns, content, isChanged, viewId },
    openId: oneOf(view.open),
    jobId: oneOf(view.job),
    isReady: preference.isKnown,
    set: setView,
    setColumns: (changed: readonly PlacedColumn<Row>[]) => keep(wishesOf(changed)),
    resetColumns: () => keep(null),
    open: (opened: SavedView | undefined) => {
      setOwn(undefined)
      const none = Object.fromEntries([...filterKeys, ...endsWithView].map((key) => [key, undefined]))
      const { filters = {}, sort: order = null } = opened?.content ?? {}
      setView({ ...none, ...filters, sort: order ?? undefined, view: opened?.id }, true)
    },
  }
}

/** What a view would hold: not what somebody searched for, which may name people. */
function contentOf<Row>(
  { text: _, ...filter }: FilterValues,
  sort: string,
  columns: readonly PlacedColumn<Row>[],
): ViewContent & { filters: Record<string, string | string[]> } {
  const filters = Object.fromEntries(
    Object.entries(filter).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value.includes(',') ? valuesOf(value) : value]],
    ),
  )
  return { filters: sorted(filters), sort, columns: wishesOf(columns) }
}

function sorted<Value>(filters: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)))
}
