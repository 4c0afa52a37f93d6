/*
 * What can be done with many orders from the list, and what each needs. Pure. The permissions are those of the single acts, as
 * src/orders/bulk/bulk-contract.ts has them.
 */
import type { startOrderBulkContract } from '../../../src/orders/bulk/bulk-contract.ts'
import type { BodyOf } from '../../platform/call.ts'
import type { Selection } from '../../platform/list/selection.ts'
import type { OrderFilterText } from './order-view.ts'

type Body = BodyOf<typeof startOrderBulkContract>

/** An act with what it takes. */
export type OrderAct = Body['action']

/** The name of an act on many orders. */
export type OrderActName = OrderAct['name']

/** Which orders, as the API takes it. */
export type OrderSelection = Body['selection']

/** Every act, in the order of the bar, with the permission that it needs. */
export const orderActs: Readonly<Record<OrderActName, string>> = {
  release_holds: 'orders.hold',
  hold: 'orders.hold',
  note: 'orders.note',
  cancel: 'orders.cancel',
  release_work: 'fulfillment.hold',
  reinstate: 'orders.cancel',
}

/** What stands in the bar; the others are behind More. */
export const firstActs: readonly OrderActName[] = ['release_holds', 'hold', 'note', 'cancel']

/** What somebody lacks for an act; undefined: nothing. */
export function missingPermission(act: OrderActName, may: (permission: string) => boolean): string | undefined {
  return ['bulk.work', orderActs[act]].find((permission) => !may(permission))
}

/** What is chosen in the list, as the API takes it; of numbers that were looked up, all are those that are shown. */
export function selectionOf(selection: Selection, filter: OrderFilterText): OrderSelection {
  return selection.kind === 'all'
    ? { filter: filter as NonNullable<OrderSelection['filter']> }
    : { orderIds: [...selection.ids] }
}
