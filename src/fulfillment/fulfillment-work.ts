import { type Allocation, findOpenAllocations } from '../inventory/allocation-store.ts'
import { isReleasable, type Order } from '../orders/order.ts'
import { lockOrders, type OrderChange, type OrderMemory, type SaveContext, saveOrders } from '../orders/order-store.ts'
import type { Outcome } from '../platform/batch.ts'
import { requireVersion } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { FulfillmentLine, FulfillmentOrder } from './fulfillment-order.ts'
import { begin, followHolds, type Progress, reduce } from './fulfillment-progress.ts'
import { findOrdersOf, lockFulfillmentOrders, saveFulfillmentOrders } from './fulfillment-store.ts'

/** What a fulfillment command works with; `expectedVersion` is of the one fulfillment order it is about. */
export type WorkContext = SaveContext & { expectedVersion?: number }

/** Locked orders, fulfillment orders and open allocations, and what has been decided about them so far. */
export type FulfillmentWork = {
  orders: Map<string, OrderWork>
  fulfillmentOrders: Map<string, { before: FulfillmentOrder; progress: Progress }>
  allocations: AllocationFinder
}

/** Finds the open allocation that a fulfillment line, or a part of one, works off. */
type AllocationFinder = (line: LineOfAllocation) => Allocation | undefined

/** An order as it is becoming, and the changes that its history gets. */
type OrderWork = { order: Order; changes: OrderChange[] }

/** Locks what work on fulfillment orders touches, in the order kept everywhere: orders, fulfillment orders, allocations. */
export async function lockWork(
  tx: Transaction,
  fulfillmentOrderIds: readonly string[],
  memory?: OrderMemory,
): Promise<FulfillmentWork> {
  const ordersOf = await findOrdersOf(tx, fulfillmentOrderIds)
  const orderIds = [...new Set(ordersOf.values())]
  if (orderIds.length === 0) return { orders: new Map(), fulfillmentOrders: new Map(), allocations: () => undefined }
  // Sent together, run one after the other: the order of the locks is the order of the statements.
  const [orders, fulfillmentOrders, allocations] = await Promise.all([
    lockOrders(tx, orderIds, memory),
    lockFulfillmentOrders(tx, [...ordersOf.keys()]),
    findOpenAllocations(tx, orderIds),
  ])
  return {
    orders: new Map([...orders].map(([id, order]) => [id, { order, changes: [] }])),
    fulfillmentOrders: new Map([...fulfillmentOrders].map(([id, before]) => [id, { before, progress: begin(before) }])),
    allocations: finderOf(allocations),
  }
}

/** Writes what was decided: orders, fulfillment orders, and the events of both. */
export async function saveWork(context: SaveContext, work: FulfillmentWork): Promise<void> {
  const changes = [...work.orders.values()].map((each) => each.changes)
  const rounds = Math.max(0, ...changes.map((list) => list.length))
  await Promise.all([
    // A statement changes a row once, so an order's second change goes into a second statement.
    ...Array.from({ length: rounds }, (_, round) =>
      saveOrders(
        context,
        changes.flatMap((list) => list[round] ?? []),
      ),
    ),
    saveFulfillmentOrders(context, [...work.fulfillmentOrders.values()]),
  ])
}

/**
 * A fulfillment order that may be worked on, with its order, both as they are becoming: brought in line with the
 * allocations and holds of this moment, which its events may not have reached yet.
 * @throws DomainError as `findWork`, and `action_not_allowed` while its order may not be worked on
 */
export function takeUp(
  work: FulfillmentWork,
  context: WorkContext,
  fulfillmentOrderId: string,
  action: string,
): { order: Order; progress: Progress } {
  const { order, progress } = findWork(work, context, fulfillmentOrderId)
  if (!isReleasable(order)) {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action, ...whatStandsInTheWay(order) } })
  }
  return { order, progress: inLine(work, order, progress) }
}

/**
 * A fulfillment order and its order, whatever their states.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`
 */
export function findWork(
  work: FulfillmentWork,
  context: WorkContext,
  fulfillmentOrderId: string,
): { order: Order; progress: Progress } {
  const found = work.fulfillmentOrders.get(fulfillmentOrderId)
  if (found === undefined) {
    throw new DomainError('not_found', 'fulfillment_order_not_found', { facts: { fulfillmentOrderId } })
  }
  const { version, orderId } = found.before
  requireVersion(context, version)
  const { order } = work.orders.get(orderId) as OrderWork
  return { order, progress: found.progress }
}

/** What becomes of a fulfillment order by its order's holds and its lines' allocations alone. */
export function inLine(work: FulfillmentWork, order: Order, progress: Progress): Progress {
  const { status } = progress.fulfillmentOrder
  if (status === 'closed' || status === 'cancelled') return progress
  const reduced = reduce(progress, (line) => work.allocations(line)?.quantity ?? 0)
  return followHolds(reduced, order.holds.length > 0)
}

/** Keeps a decision about a fulfillment order. */
export function keepProgress(work: FulfillmentWork, progress: Progress): void {
  const found = work.fulfillmentOrders.get(progress.fulfillmentOrder.id)
  if (found !== undefined) found.progress = progress
}

/** Keeps a decision about an order; decisions of the same type in one batch make one change. */
export function keepOrder(work: FulfillmentWork, after: Order, type: OrderChange['type'], facts: object): void {
  const found = work.orders.get(after.id) as OrderWork
  const last = found.changes.at(-1)
  if (last?.type === type) {
    found.changes[found.changes.length - 1] = { ...last, after: { ...after, version: last.after.version }, facts }
  } else {
    const version = found.order.version + 1
    found.changes.push({ before: found.order, after: { ...after, version }, type, facts })
  }
  found.order = found.changes.at(-1)?.after ?? after
}

type LineOfAllocation = Pick<FulfillmentLine, 'orderId' | 'lineNumber' | 'allocationNumber'>

/** Keyed by numbers below the order: a batch has thousands of lines, and texts made for each would cost more than the rest. */
function finderOf(allocations: readonly Allocation[]): AllocationFinder {
  const ofOrders = new Map<string, Map<number, Allocation>>()
  for (const allocation of allocations) {
    let ofOrder = ofOrders.get(allocation.orderId)
    if (ofOrder === undefined) {
      ofOrder = new Map()
      ofOrders.set(allocation.orderId, ofOrder)
    }
    ofOrder.set(numberOf(allocation), allocation)
  }
  return (line) => ofOrders.get(line.orderId)?.get(numberOf(line))
}

const smallintRange = 0x1_0000

function numberOf({ lineNumber, allocationNumber }: Omit<LineOfAllocation, 'orderId'>): number {
  return lineNumber * smallintRange + allocationNumber
}

/** The result of deciding one item of a batch: a refusal concerns it alone. */
export function outcomeOf<Result>(decide: () => Result): Outcome<Result> {
  try {
    return { value: decide() }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}

/**
 * Runs items in as few goes as possible, so that no go has two about the same thing; outcomes stand in the order of the
 * items.
 */
export async function inGoes<Item, Result>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  run: (go: readonly Item[]) => Promise<Outcome<Result>[]>,
): Promise<Outcome<Result>[]> {
  const counts = new Map<string, number>()
  const goes: number[][] = []
  items.forEach((item, index) => {
    const key = keyOf(item)
    const turn = counts.get(key) ?? 0
    counts.set(key, turn + 1)
    const go = goes[turn]
    if (go === undefined) goes.push([index])
    else go.push(index)
  })
  const outcomes: Outcome<Result>[] = new Array(items.length)
  for (const go of goes) {
    const found = await run(go.map((index) => items[index] as Item))
    go.forEach((index, position) => {
      outcomes[index] = found[position] as Outcome<Result>
    })
  }
  return outcomes
}

function whatStandsInTheWay(order: Order): { state: string; holds: string[] } {
  const state = order.cancellationRequested
    ? 'cancellation_requested'
    : order.holds.length > 0
      ? 'on_hold'
      : order.status
  return { state, holds: order.holds.map((hold) => hold.kind) }
}
