import { useEffect, useRef, useState } from 'react'
import {
  chooseRange,
  isAnythingChosen,
  nothingChosen,
  type Selection,
  toggleRow,
  toggleShown,
} from '../../platform/list/selection.ts'
import { type OrderSelection, selectionOf } from './order-acts.ts'
import type { OrderFilterText } from './order-view.ts'
import { type OrderList, useOrderCounts } from './use-order-list.ts'

/** Which orders are chosen, by whatever way, and what that is for acts and files. */
export type ChosenOrders = ReturnType<typeof useChosenOrders>

/** Holds what is chosen of a list; another list begins with nothing. */
export function useChosenOrders(list: OrderList, filter: OrderFilterText) {
  const [selection, setSelection] = useState<Selection>(nothingChosen)
  const last = useRef<string>(undefined)
  const key = JSON.stringify(list.queryKey)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other rows
  useEffect(() => setSelection(nothingChosen), [key])
  const counts = useOrderCounts(filter)
  const isLookUp = list.missing !== undefined
  const matching = isLookUp || counts === undefined ? undefined : (counts.filtered ?? allOf(counts.stages))
  const shown = list.rows.map(({ id }) => id)
  const everything: OrderSelection = isLookUp ? { orderIds: shown } : selectionOf({ kind: 'all' }, filter)
  const isSome = isAnythingChosen(selection)
  const chosenCount = selection.kind === 'all' ? writeCount(matching) : String(selection.ids.size)
  return {
    ...{ selection, matching },
    count: chosenCount,
    toActOn: selectionOf(selection, filter),
    toTakeOut: isSome ? selectionOf(selection, filter) : everything,
    toTakeOutCount: isSome ? chosenCount : isLookUp ? String(shown.length) : writeCount(matching),
    toggle: (id: string, isRange: boolean) => {
      const from = last.current
      last.current = id
      setSelection((before) =>
        isRange && from !== undefined ? chooseRange(before, shown, from, id) : toggleRow(before, id, shown),
      )
    },
    toggleShown: () => setSelection((before) => toggleShown(before, shown)),
    all: () => setSelection({ kind: 'all' }),
    none: () => setSelection(nothingChosen),
  }
}

type Count = { count: number; more: boolean }

function allOf(stages: readonly { orders: number; more?: boolean | undefined }[]): Count {
  return {
    count: stages.reduce((sum, { orders }) => sum + orders, 0),
    more: stages.some(({ more }) => more === true),
  }
}

function writeCount(count: Count | undefined): string {
  return count === undefined ? '' : `${count.count.toLocaleString('en')}${count.more ? '+' : ''}`
}
