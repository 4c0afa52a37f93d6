import { useChosenRows } from '../../lists/use-chosen-rows.ts'
import { writeCount } from '../../platform/write-count.ts'
import { selectionOf } from './order-acts.ts'
import type { OrderFilterText } from './order-view.ts'
import { type OrderList, useOrderCounts } from './use-order-list.ts'

/** Holds which orders are chosen of a list, found by a filter or by numbers. */
export function useChosenOrders({ rows, queryKey, missing }: OrderList, filter: OrderFilterText) {
  const counts = useOrderCounts(filter)
  const isLookUp = missing !== undefined
  const matching = isLookUp || counts === undefined ? undefined : (counts.filtered ?? allOf(counts.stages))
  const whole = {
    selection: { orderIds: rows.map(({ id }) => id) },
    count: writeCount({ count: rows.length, more: false }),
  }
  return useChosenRows({
    ...{ queryKey, rows, matching, ...(isLookUp && { whole }) },
    pick: (selection) => selectionOf(selection, filter),
  })
}

function allOf(stages: readonly { orders: number; more?: boolean | undefined }[]): { count: number; more: boolean } {
  return {
    count: stages.reduce((sum, { orders }) => sum + orders, 0),
    more: stages.some(({ more }) => more === true),
  }
}
