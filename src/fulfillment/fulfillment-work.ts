import { type Allocation, findOpenAllocations } from '../inventory/allocation-store.ts'
import { lockLevels } from '../inventory/level-store.ts'
import { isReleasable, type Order } from '../orders/order.ts'
import { lockOrders, type OrderChange, type OrderMemory, type SaveContext, saveOrders } from '../orders/order-store.ts'
import { type Caller, requireVersion } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'
import { type FulfillmentLine, leftToShip } from './fulfillment-order.ts'
import { begin, followHolds, type Progress, reduce } from './fulfillment-progress.ts'
import { isAtPlace, workNotFound } from './fulfillment-scope.ts'
import {
  type FulfillmentChange,
  findOrdersOf,
  lockFulfillmentOrders,
  saveFulfillmentOrders,
} from './fulfillment-store.ts'
import { type Parcel, voidLabel } from './shipments/shipment.ts'
import { type ShipmentChange, saveShipments } from './shipments/shipment-store.ts'

/** What a fulfillment command works with; `expectedVersion` is of the one object it is about, `scope` where its caller may act. */
export type WorkContext = SaveContext & { expectedVersion?: number; scope?: Scope }

/** Who asks for one item of a set, where the set is of several callers. */
export type AskedFor = { caller?: Caller | undefined }

/** The context of one item: its own caller, or who runs the command. */
export function contextOf(context: WorkContext, { caller }: AskedFor): WorkContext {
  return caller === undefined ? context : { ...context, ...caller }
}

/** Locked orders, fulfillment orders and open allocations, and what has been decided about them so far. */
export type FulfillmentWork = {
  orders: OrdersAtWork
  fulfillmentOrders: Map<string, FulfillmentChange>
  allocations: AllocationFinder
}

/** Locked orders by their ids, and what has been decided about them so far. */
export type OrdersAtWork = Map<string, OrderWork>

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
    orders: atWork(orders),
    fulfillmentOrders: new Map([...fulfillmentOrders].map(([id, before]) => [id, { before, progress: begin(before) }])),
    allocations: finderOf(allocations),
  }
}

/** Locks the stock levels of all that is left to ship, sorted: for several goes, before the first of them changes any. */
export async function lockLevelsOf(tx: Transaction, { fulfillmentOrders }: FulfillmentWork): Promise<void> {
  const open = [...fulfillmentOrders.values()].flatMap(({ before: { lines, locationId } }) =>
    lines.flatMap((line) => (leftToShip(line) > 0 ? [{ itemId: line.itemId, locationId }] : [])),
  )
  await lockLevels(tx, open)
}

/** Locked orders of which nothing has been decided yet. */
export function atWork(orders: ReadonlyMap<string, Order>): OrdersAtWork {
  return new Map([...orders].map(([id, order]) => [id, { order, changes: [] }]))
}

/** Writes what was decided: orders, fulfillment orders, the labels that were stopped, and the events of all. */
export async function saveWork(context: SaveContext, work: FulfillmentWork): Promise<void> {
  const changes = [...work.fulfillmentOrders.values()]
  await Promise.all([
    saveOrdersAtWork(context, work.orders),
    saveFulfillmentOrders(context, changes),
    saveShipments(context, changes.flatMap(stoppedIn)),
  ])
}

function stoppedIn({ progress, actor }: FulfillmentChange): ShipmentChange[] {
  return progress.stopped.map((label) => ({ before: label, after: voidLabel(label), actor }))
}

/** Writes what was decided about orders. A statement changes a row once: an order's second change goes into a second one. */
export async function saveOrdersAtWork(context: SaveContext, orders: OrdersAtWork): Promise<void> {
  const changes = [...orders.values()].map((each) => each.changes)
  const rounds = Math.max(0, ...changes.map((list) => list.length))
  await Promise.all(
    Array.from({ length: rounds }, (_, round) =>
      saveOrders(
        context,
        changes.flatMap((list) => list[round] ?? []),
      ),
    ),
  )
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
 * A fulfillment order and its order, whatever their states; one of a place out of the caller's scope is not there.
 * @throws DomainError `fulfillment_order_not_found`, `version_mismatch`
 */
export function findWork(
  work: FulfillmentWork,
  context: WorkContext,
  fulfillmentOrderId: string,
): { order: Order; progress: Progress } {
  const found = work.fulfillmentOrders.get(fulfillmentOrderId)
  if (found === undefined || !isAtPlace(context.scope, found.before)) throw workNotFound(fulfillmentOrderId)
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

/** The labels, after what was decided, under which nothing has left. */
export function openLabels({ fulfillmentOrders }: FulfillmentWork): Parcel[] {
  return [...fulfillmentOrders.values()].flatMap(({ progress }) => progress.fulfillmentOrder.labels)
}

/** Keeps what the context's actor decided about a fulfillment order. */
export function keepProgress(work: FulfillmentWork, { actor }: WorkContext, progress: Progress): void {
  const { id } = progress.fulfillmentOrder
  const found = work.fulfillmentOrders.get(id)
  if (found !== undefined) work.fulfillmentOrders.set(id, { ...found, progress, actor })
}

/** Keeps what the context's actor decided about an order; their decisions of the same type in one batch make one change. */
export function keepOrder(
  orders: OrdersAtWork,
  { actor }: WorkContext,
  { after, type, facts }: Required<Pick<OrderChange, 'after' | 'type' | 'facts'>>,
): void {
  const found = orders.get(after.id) as OrderWork
  const last = found.changes.at(-1)
  if (last?.type === type && last.actor === actor) {
    found.changes[found.changes.length - 1] = {
      ...{ ...last, after: { ...after, version: last.after.version } },
      facts: joinFacts(last.facts ?? {}, facts),
    }
  } else {
    const version = found.order.version + 1
    found.changes.push({ before: found.order, after: { ...after, version }, type, facts, actor })
  }
  found.order = found.changes.at(-1)?.after ?? after
}

/** What one change tells of several decisions: of lists in the facts, what stands in either. */
function joinFacts(earlier: object, later: object): object {
  const lists = Object.entries(later).flatMap(([name, list]) => {
    const before = (earlier as Record<string, unknown>)[name]
    return Array.isArray(list) && Array.isArray(before) ? [[name, [...before, ...list]] as const] : []
  })
  return { ...earlier, ...later, ...Object.fromEntries(lists) }
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

function whatStandsInTheWay(order: Order): { state: string; holds: string[] } {
  const state = order.cancellationRequested
    ? 'cancellation_requested'
    : order.holds.length > 0
      ? 'on_hold'
      : order.status
  return { state, holds: order.holds.map((hold) => hold.kind) }
}
