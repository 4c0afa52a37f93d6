import { sql } from 'kysely'
import { insertRows, type NewRow, rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { newId } from '../platform/ids.ts'

/** Goods set aside for one order line at one place, until they ship or are given back. */
export type Allocation = {
  orderId: string
  lineNumber: number
  allocationNumber: number
  itemId: string
  locationId: string
  quantity: number
}

/** Goods kept softly for one order line while its payment is awaited. */
export type Reservation = {
  orderId: string
  lineNumber: number
  reservationNumber: number
  itemId: string
  locationId: string
  quantity: number
}

/** So many of an allocation leave their place, because of what (a shipment, a pick that missed them) and by whom. */
export type AllocationExit = Allocation & { exitQuantity: number; causeId: string; actor: string }

/** What changing stock needs: the transaction, the moment, the actor. */
export type StockContext = { tx: Transaction; now: Date; actor: string }

/** A change of what is promised at one place; the sum of a statement's changes per place must be given. */
export type PromiseChange = { itemId: string; locationId: string; allocated: number; reserved: number }

const allocationColumns = [
  'orderId',
  'lineNumber',
  'allocationNumber',
  'itemId',
  'locationId',
  'quantity',
  'status',
] as const
const reservationColumns = [
  'orderId',
  'lineNumber',
  'reservationNumber',
  'itemId',
  'locationId',
  'quantity',
  'status',
  'expiresAt',
] as const

/** The statement that writes allocations; their promise must be taken by `promiseStock` in the same transaction. */
export function insertAllocations(tx: Transaction, allocations: readonly Allocation[]): Query<unknown> {
  const rows = allocations.map((allocation) => ({ ...allocation, status: 'allocated' }))
  return insertRows(tx.merchantId, 'allocations', allocationColumns, rows)
}

/** The statement that writes reservations; their promise must be taken by `promiseStock` in the same transaction. */
export function insertReservations(
  tx: Transaction,
  reservations: readonly (Reservation & { expiresAt: Date })[],
): Query<unknown> {
  const rows = reservations.map((reservation) => ({ ...reservation, status: 'held' }))
  return insertRows(tx.merchantId, 'reservations', reservationColumns, rows)
}

/**
 * The statement that promises stock. Its condition is part of it: a place that no longer has enough makes the whole
 * transaction fail as lost to another, to be decided again. Levels are locked in sorted order.
 */
export function promiseStock(tx: Transaction, changes: readonly PromiseChange[]): Query<unknown> {
  const source = rowSource('d', { itemId: 'uuid', locationId: 'uuid', allocated: 'int4', reserved: 'int4' }, changes)
  return sql`
    with changed as (
      update inventory_levels l set allocated = l.allocated + d.allocated, reserved = l.reserved + d.reserved
      from (select * from ${source} order by item_id, location_id) d
      where l.merchant_id = ${tx.merchantId} and l.item_id = d.item_id and l.location_id = d.location_id
        and l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock + l.oversell_limit
          >= d.allocated + d.reserved
      returning 1
    )
    select expect_rows((select count(*) from changed), ${changes.length}::bigint)`
}

/** Sums promises per item and place, sorted: what `promiseStock` wants. */
export function sumPromises(
  allocations: readonly Allocation[],
  reservations: readonly Reservation[] = [],
): PromiseChange[] {
  const sums = new Map<string, PromiseChange>()
  for (const { itemId, locationId, quantity } of allocations) promiseAt(sums, itemId, locationId).allocated += quantity
  for (const { itemId, locationId, quantity } of reservations) promiseAt(sums, itemId, locationId).reserved += quantity
  return [...sums.values()].sort(byPlace)
}

/**
 * The open allocations of locked orders, sorted. They need no lock of their own: only who has the order's changes them, and
 * a flood has thousands.
 */
export function findOpenAllocations(tx: Transaction, orderIds: readonly string[]): Promise<Allocation[]> {
  return tx.rows(sql`
    select order_id, line_number, allocation_number, item_id, location_id, quantity from allocations
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and status = 'allocated'
    order by order_id, line_number, allocation_number`)
}

/** Locks the held reservations of orders, sorted. */
export function lockReservations(tx: Transaction, orderIds: readonly string[]): Promise<Reservation[]> {
  return tx.rows(sql`
    select order_id, line_number, reservation_number, item_id, location_id, quantity from reservations
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and status = 'held'
    order by order_id, line_number, reservation_number for no key update`)
}

/**
 * Ships allocated goods: each leaves its place with a movement caused by its shipment. What is not the whole of an
 * allocation leaves the rest allocated. Their orders must be locked.
 */
export async function shipAllocations(
  context: Pick<StockContext, 'tx' | 'now'>,
  exits: readonly AllocationExit[],
): Promise<void> {
  await takeOut(context, exits, { status: 'shipped', kind: 'ship', reason: 'shipped' })
}

/**
 * Takes allocated goods off that were not found on the shelf: they leave stock with a movement caused by the pick that
 * missed them, and are no longer promised. Their orders must be locked.
 */
export async function loseAllocations(
  context: Pick<StockContext, 'tx' | 'now'>,
  exits: readonly AllocationExit[],
): Promise<void> {
  await takeOut(context, exits, { status: 'released', kind: 'short_pick', reason: 'not_found' })
}

/** Gives allocated goods back, in whole or in part; their orders must be locked. */
export async function releaseAllocations(
  context: StockContext,
  releases: readonly (Allocation & { releasedQuantity: number })[],
): Promise<void> {
  if (releases.length === 0) return
  const given = releases.map((release) => ({ ...release, moved: release.releasedQuantity }))
  await endAllocations(context.tx, given, 'released')
  await changeCounters(context.tx, sumLevelChanges(given.map((release) => ({ ...release, allocated: -release.moved }))))
}

/**
 * Ends reservations; they must be locked. Released or expired goods are free again; consumed ones become allocated, with
 * the allocations that the caller writes in the same transaction.
 */
export async function endReservations(
  tx: Transaction,
  reservations: readonly Reservation[],
  status: 'consumed' | 'released' | 'expired',
): Promise<void> {
  if (reservations.length === 0) return
  const source = rowSource('e', { orderId: 'uuid', lineNumber: 'int2', reservationNumber: 'int2' }, reservations)
  await tx.run(sql`
    update reservations r set status = ${status} from ${source}
    where r.merchant_id = ${tx.merchantId} and r.order_id = e.order_id and r.line_number = e.line_number
      and r.reservation_number = e.reservation_number`)
  const changes = reservations.map((row) => ({
    ...row,
    reserved: -row.quantity,
    allocated: status === 'consumed' ? row.quantity : 0,
  }))
  await changeCounters(tx, sumLevelChanges(changes))
}

/** The highest allocation number of each line of orders, as `orderId/lineNumber`: new ones count on from there. */
export async function findLastAllocationNumbers(
  tx: Transaction,
  orderIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.rows<{ orderId: string; lineNumber: number; last: number }>(sql`
    select order_id, line_number, max(allocation_number)::int4 as last from allocations
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) group by order_id, line_number`)
  return new Map(rows.map((row) => [`${row.orderId}/${row.lineNumber}`, row.last]))
}

type Moved = Allocation & { moved: number }
type Exit = { status: 'shipped' | 'released'; kind: 'ship' | 'short_pick'; reason: string }
type LevelChange = { itemId: string; locationId: string; onHand: number; allocated: number; reserved: number }

async function takeOut(
  context: Pick<StockContext, 'tx' | 'now'>,
  exits: readonly AllocationExit[],
  exit: Exit,
): Promise<void> {
  if (exits.length === 0) return
  const moved = exits.map((each) => ({ ...each, moved: each.exitQuantity }))
  await endAllocations(context.tx, moved, exit.status)
  const changes = moved.map((each) => ({ ...each, onHand: -each.moved, allocated: -each.moved }))
  await changeCounters(context.tx, sumLevelChanges(changes))
  await context.tx.run(movements(context, moved, exit))
}

/** Marks whole allocations; of one that ends in part, the ended part becomes a row of its own. */
async function endAllocations(tx: Transaction, moved: readonly Moved[], status: 'shipped' | 'released'): Promise<void> {
  const whole = moved.filter((row) => row.moved === row.quantity)
  const parts = moved.filter((row) => row.moved < row.quantity)
  const key = { orderId: 'uuid', lineNumber: 'int2', allocationNumber: 'int2' } as const
  if (whole.length > 0) {
    await tx.run(sql`
      update allocations a set status = ${status} from ${rowSource('e', key, whole)}
      where a.merchant_id = ${tx.merchantId} and a.order_id = e.order_id and a.line_number = e.line_number
        and a.allocation_number = e.allocation_number`)
  }
  if (parts.length === 0) return
  await tx.run(sql`
    update allocations a set quantity = a.quantity - e.moved from ${rowSource('e', { ...key, moved: 'int4' }, parts)}
    where a.merchant_id = ${tx.merchantId} and a.order_id = e.order_id and a.line_number = e.line_number
      and a.allocation_number = e.allocation_number`)
  const last = await findLastAllocationNumbers(tx, [...new Set(parts.map((part) => part.orderId))])
  const rows = parts.map((part) => {
    const line = `${part.orderId}/${part.lineNumber}`
    const allocationNumber = (last.get(line) ?? 0) + 1
    last.set(line, allocationNumber)
    return { ...part, allocationNumber, quantity: part.moved, status }
  })
  await tx.run(insertRows(tx.merchantId, 'allocations', allocationColumns, rows))
}

function sumLevelChanges(
  changes: readonly { itemId: string; locationId: string; onHand?: number; allocated?: number; reserved?: number }[],
): LevelChange[] {
  const sums = new Map<string, LevelChange>()
  for (const { itemId, locationId, onHand = 0, allocated = 0, reserved = 0 } of changes) {
    const key = `${itemId}${locationId}`
    const sum = sums.get(key) ?? { itemId, locationId, onHand: 0, allocated: 0, reserved: 0 }
    sum.onHand += onHand
    sum.allocated += allocated
    sum.reserved += reserved
    sums.set(key, sum)
  }
  return [...sums.values()].sort(byPlace)
}

async function changeCounters(tx: Transaction, changes: readonly LevelChange[]): Promise<void> {
  const types = { itemId: 'uuid', locationId: 'uuid', onHand: 'int4', allocated: 'int4', reserved: 'int4' } as const
  await tx.rows(sql`
    with changed as (
      update inventory_levels l set on_hand = l.on_hand + d.on_hand, allocated = l.allocated + d.allocated,
        reserved = l.reserved + d.reserved
      from (select * from ${rowSource('d', types, changes)} order by item_id, location_id) d
      where l.merchant_id = ${tx.merchantId} and l.item_id = d.item_id and l.location_id = d.location_id
      returning 1
    )
    select expect_rows((select count(*) from changed), ${changes.length}::bigint)`)
}

function movements(
  { tx, now }: Pick<StockContext, 'tx' | 'now'>,
  rows: readonly (Moved & AllocationExit)[],
  { kind, reason }: Exit,
): Query<unknown> {
  const moved: NewRow<'stock_movements'>[] = rows.map((row) => ({
    itemId: row.itemId,
    locationId: row.locationId,
    id: newId(now),
    quantity: -row.moved,
    kind,
    causeId: row.causeId,
    reason,
    actor: row.actor,
    at: now,
  }))
  const columns = ['itemId', 'locationId', 'id', 'quantity', 'kind', 'causeId', 'reason', 'actor', 'at'] as const
  return insertRows(tx.merchantId, 'stock_movements', columns, moved)
}

function promiseAt(sums: Map<string, PromiseChange>, itemId: string, locationId: string): PromiseChange {
  const key = itemId + locationId
  let sum = sums.get(key)
  if (sum === undefined) {
    sum = { itemId, locationId, allocated: 0, reserved: 0 }
    sums.set(key, sum)
  }
  return sum
}

function byPlace(a: { itemId: string; locationId: string }, b: { itemId: string; locationId: string }): number {
  if (a.itemId !== b.itemId) return a.itemId < b.itemId ? -1 : 1
  if (a.locationId === b.locationId) return 0
  return a.locationId < b.locationId ? -1 : 1
}
