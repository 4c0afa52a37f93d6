/*
 * What can be done with many orders from the list, and what each needs. Pure. The permissions are those of the single acts, as
 * src/orders/bulk/bulk-contract.ts has them.
 */
import type { startOrderBulkContract } from '../../../src/orders/bulk/bulk-contract.ts'
import type { BodyOf } from '../../platform/call.ts'
import type { Selection } from '../../platform/list/selection.ts'
import type { OrderFilterText } from './order-view.ts'

type Body = BodyOf<typeof startOrderBulkContract>

/** The name of an act on many orders. */
export type OrderActName = Body['action']['name']

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

/** What is chosen in the list, as the API takes it; of numbers that were looked up, all are those that are shown. */
export function selectionOf(
  selection: Selection,
  filter: OrderFilterText,
): { filter: object } | { orderIds: string[] } {
  return selection.kind === 'all' ? { filter } : { orderIds: [...selection.ids] }
}

/** What an act is previewed with as long as nothing was typed: what it comes to does not depend on it. */
const anyInput = { hold: { reason: '-' }, cancel: { reason: '-' }, note: { text: '-' } }

/** What an act is previewed with: which kinds of holds are released counts for what it comes to. */
export function previewInput(act: string, { kinds }: { kinds?: readonly string[] }): object {
  return { ...anyInput[act as keyof typeof anyInput], ...(kinds !== undefined && kinds.length > 0 && { kinds }) }
}
