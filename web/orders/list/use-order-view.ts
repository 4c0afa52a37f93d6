import { useEffect, useState } from 'react'
import { type ColumnWish, type PlacedColumn, placeColumns, wishesOf } from '../../platform/list/columns.ts'
import { valuesOf } from '../../platform/list/filters.ts'
import { oneOf, useSetView, useView } from '../../platform/search.ts'
import { type SavedView, useSavedViews, type ViewContent } from '../../workspace/saved-views.ts'
import { useListPreference } from '../../workspace/use-list-preference.ts'
import { useOrderColumns } from './order-columns.tsx'
import type { OrderRow } from './order-row.ts'
import { filterKeys, filterOf, sortOf } from './order-view.ts'

const list = 'orders'

/**
 * How the list of orders is looked at now: what the address says of rows and order, and the columns of the view that is open, else
 * those that the person likes. Columns that are changed while a view is open are the view's only when they are kept in it.
 */
export function useOrderView() {
  const view = useView()
  const setView = useSetView()
  const known = useOrderColumns()
  const preference = useListPreference(list)
  const viewId = oneOf(view.view)
  const saved = useSavedViews(list)?.find(({ id }) => id === viewId)
  const [own, setOwn] = useState<{ viewId: string; columns: ColumnWish[] | null }>()
  useEffect(() => setOwn((before) => (before?.viewId === viewId ? before : undefined)), [viewId])
  const ofView = own?.viewId === viewId ? own?.columns : saved?.content.columns
  const wishes = (viewId === undefined ? undefined : ofView) ?? preference.columns
  const columns = placeColumns(known, wishes)
  const keep = (columns: ColumnWish[] | null) =>
    viewId === undefined ? preference.setColumns(columns) : setOwn({ viewId, columns })
  const filter = filterOf(view)
  const sort = sortOf(view)
  const content = contentOf(filter, sort, columns)
  const filtersNow = JSON.stringify([content?.filters, sort])
  const isChanged =
    saved !== undefined &&
    (filtersNow !== JSON.stringify([sorted(saved.content.filters), saved.content.sort ?? 'newest']) ||
      own?.viewId === viewId)
  return {
    ...{ filter, sort, columns, content, isChanged, viewId },
    openId: oneOf(view.open),
    jobId: oneOf(view.job),
    numbersKey: oneOf(view.numbers),
    isReady: preference.isKnown,
    set: setView,
    setColumns: (changed: readonly PlacedColumn<OrderRow>[]) => keep(wishesOf(changed)),
    resetColumns: () => keep(null),
    open: (opened: SavedView | undefined) => {
      setOwn(undefined)
      const none = Object.fromEntries(filterKeys.map((key) => [key, undefined]))
      const { filters = {}, sort: order = null } = opened?.content ?? {}
      setView({ ...none, ...filters, sort: order ?? undefined, numbers: undefined, view: opened?.id }, true)
    },
  }
}

/** What a view would hold: not what somebody searched for, which may name people. */
function contentOf(
  { text: _, ...filter }: ReturnType<typeof filterOf>,
  sort: string,
  columns: readonly PlacedColumn<OrderRow>[],
): ViewContent {
  const filters = Object.fromEntries(
    Object.entries(filter).map(([key, value]) => [key, value.includes(',') ? valuesOf(value) : value]),
  )
  return { filters: sorted(filters), sort, columns: wishesOf(columns) }
}

function sorted<Value>(filters: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1)))
}
