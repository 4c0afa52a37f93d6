import { sql } from 'kysely'
import { insertRows, type NewRow, rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { newId } from '../platform/ids.ts'
import type { Scoped } from '../platform/scope.ts'
import { byLevel } from './stock-level.ts'

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

/** A reservation with the moment until which it is kept. */
export type KeptReservation = Reservation & { expiresAt: Date }

/** So many of an allocation leave their place in a shipment, sent by whom. */
export type AllocationExit = Allocation & { shippedQuantity: number; causeId: string; actor: string }

/** What changing stock needs: the transaction, the moment, the actor. */
export type StockContext = { tx: Transaction; now: Date; actor: string }

/** The same of somebody who may be narrowed to places: for what is asked for from outside, and not by the modules above. */
export type ScopedStockContext = StockContext & Scoped

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
export function insertReservations(tx: Transaction, reservations: readonly KeptReservation[]): Query<unknown> {
  const rows = reservations.map((reservation) => ({ ...reservation, status: 'held' }))
  return insertRows(tx.merchantId, 'reservations', reservationColumns, rows)
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
export function lockReservations(tx: Transaction, orderIds: readonly string[]): Promise<KeptReservation[]> {
  return tx.rows(sql`
    select order_id, line_number, reservation_number, item_id, location_id, quantity, expires_at from reservations
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and status = 'held'
    order by order_id, line_number, reservation_number for no key update`)
}

/**
 * Ships allocated goods: each leaves its place with a movement caused by its shipment. What is not the whole of
 * an allocation leaves the rest allocated. Their orders must be locked. Goods that are not on hand make the whole
 * transaction fail as lost to another, to be decided again (`takeOffShelves` decides).
 */
export async function shipAllocations(
  context: Pick<StockContext, 'tx' | 'now'>,
  exits: readonly AllocationExit[],
): Promise<void> {
  if (exits.length === 0) return
  const left = exits.map((ship) => ({ ...ship, moved: ship.shippedQuantity }))
  await endAllocations(context.tx, left, 'shipped')
  const changes = sumLevelChanges(left.map((ship) => ({ ...ship, onHand: -ship.moved, allocated: -ship.moved })))
  await changeCounters(context.tx, changes)
  await context.tx.run(shipMovements(context, left))
}

/** Gives allocated goods back, in whole or in part; their orders must be locked. */
export async function releaseAllocations(
  { tx }: StockContext,
  releases: readonly (Allocation & { releasedQuantity: number })[],
): Promise<void> {
  if (releases.length === 0) return
  const given = releases.map((release) => ({ ...release, moved: release.releasedQuantity }))
  await endAllocations(tx, given, 'released')
  await changeCounters(tx, sumLevelChanges(given.map((release) => ({ ...release, allocated: -release.moved }))))
}

/**
 * Ends reservations, in whole or in part (`endedQuantity`; all of it where it is left out); they must be locked. Released or
 * expired goods are free again; consumed ones become allocated, with the allocations that the caller writes in the same
 * transaction.
 */
export async function endReservations(
  tx: Transaction,
  reservations: readonly (KeptReservation & { endedQuantity?: number })[],
  status: 'consumed' | 'released' | 'expired',
): Promise<void> {
  if (reservations.length === 0) return
  const ended = reservations.map((row) => ({ ...row, moved: row.endedQuantity ?? row.quantity }))
  await markReservations(tx, ended, status)
  const changes = ended.map((row) => ({
    ...row,
    reserved: -row.moved,
    allocated: status === 'consumed' ? row.moved : 0,
  }))
  await changeCounters(tx, sumLevelChanges(changes))
}

/** The highest allocation number of each line of orders, as `orderId/lineNumber`: new ones count on from there. */
export function findLastAllocationNumbers(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, number>> {
  return findLastNumbers(tx, 'allocation', orderIds)
}

/** An allocation, and how much of it ends. */
export type EndingAllocation = Allocation & { moved: number }

/**
 * Marks whole allocations; of one that ends in part, the ended part becomes a row of its own. The counters of their levels
 * must be changed in the same transaction.
 */
export async function endAllocations(
  tx: Transaction,
  moved: readonly EndingAllocation[],
  status: 'shipped' | 'released',
): Promise<void> {
  const parts = await endRows(
    tx,
    'allocation',
    moved.map((row) => ({ ...row, number: row.allocationNumber })),
    status,
  )
  if (parts.length === 0) return
  const rows = parts.map(({ number, ...part }) => ({ ...part, allocationNumber: number, status }))
  await tx.run(insertRows(tx.merchantId, 'allocations', allocationColumns, rows))
}

/** Marks whole reservations; of one that ends in part, the ended part becomes a row of its own. */
async function markReservations(
  tx: Transaction,
  ended: readonly (KeptReservation & { moved: number })[],
  status: string,
): Promise<void> {
  const parts = await endRows(
    tx,
    'reservation',
    ended.map((row) => ({ ...row, number: row.reservationNumber })),
    status,
  )
  if (parts.length === 0) return
  const rows = parts.map(({ number, ...part }) => ({ ...part, reservationNumber: number, status }))
  await tx.run(insertRows(tx.merchantId, 'reservations', reservationColumns, rows))
}

type Kind = 'allocation' | 'reservation'
type EndingRow = { orderId: string; lineNumber: number; number: number; quantity: number; moved: number }

/**
 * Ends rows of allocations or reservations: a whole one is marked, of one that ends in part so many are taken off. Answers
 * those ended parts, each under a number of its own, for the caller to write.
 */
async function endRows<Row extends EndingRow>(
  tx: Transaction,
  kind: Kind,
  ended: readonly Row[],
  status: string,
): Promise<Row[]> {
  const whole = ended.filter((row) => row.moved === row.quantity)
  const parts = ended.filter((row) => row.moved < row.quantity)
  const key = { orderId: 'uuid', lineNumber: 'int2', number: 'int2' } as const
  const table = sql.raw(`${kind}s`)
  const isRow = sql`t.merchant_id = ${tx.merchantId} and t.order_id = e.order_id and t.line_number = e.line_number
    and t.${sql.raw(`${kind}_number`)} = e.number`
  if (whole.length > 0) {
    await tx.run(sql`update ${table} t set status = ${status} from ${rowSource('e', key, whole)} where ${isRow}`)
  }
  if (parts.length === 0) return []
  const source = rowSource('e', { ...key, moved: 'int4' }, parts)
  await tx.run(sql`update ${table} t set quantity = t.quantity - e.moved from ${source} where ${isRow}`)
  const numbers = await nextNumbers(tx, kind, parts)
  return parts.map((part, index) => ({ ...part, number: numbers[index] as number, quantity: part.moved }))
}

/** A number for each row that is added to its line's allocations or reservations. */
async function nextNumbers(
  tx: Transaction,
  kind: Kind,
  rows: readonly { orderId: string; lineNumber: number }[],
): Promise<number[]> {
  const last = await findLastNumbers(tx, kind, [...new Set(rows.map((row) => row.orderId))])
  return rows.map(({ orderId, lineNumber }) => {
    const line = `${orderId}/${lineNumber}`
    const next = (last.get(line) ?? 0) + 1
    last.set(line, next)
    return next
  })
}

async function findLastNumbers(tx: Transaction, kind: Kind, orderIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ orderId: string; lineNumber: number; last: number }>(sql`
    select order_id, line_number, max(${sql.raw(`${kind}_number`)})::int4 as last from ${sql.raw(`${kind}s`)}
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) group by order_id, line_number`)
  return new Map(rows.map((row) => [`${row.orderId}/${row.lineNumber}`, row.last]))
}

type LevelChange = { itemId: string; locationId: string; onHand: number; allocated: number; reserved: number }

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
  return [...sums.values()].sort(byLevel)
}

async function changeCounters(tx: Transaction, changes: readonly LevelChange[]): Promise<void> {
  const types = { itemId: 'uuid', locationId: 'uuid', onHand: 'int4', allocated: 'int4', reserved: 'int4' } as const
  await tx.rows(sql`
    with changed as (
      update inventory_levels l set on_hand = l.on_hand + d.on_hand, allocated = l.allocated + d.allocated,
        reserved = l.reserved + d.reserved
      from (select * from ${rowSource('d', types, changes)} order by item_id, location_id) d
      where l.merchant_id = ${tx.merchantId} and l.item_id = d.item_id and l.location_id = d.location_id
        and l.on_hand + d.on_hand >= 0
      returning 1
    )
    select expect_rows((select count(*) from changed), ${changes.length}::bigint)`)
}

function shipMovements(
  { tx, now }: Pick<StockContext, 'tx' | 'now'>,
  rows: readonly (EndingAllocation & AllocationExit)[],
): Query<unknown> {
  const moved: NewRow<'stock_movements'>[] = rows.map((row) => ({
    itemId: row.itemId,
    locationId: row.locationId,
    id: newId(now),
    quantity: -row.moved,
    kind: 'ship',
    causeId: row.causeId,
    reason: 'shipped',
    actor: row.actor,
    at: now,
  }))
  const columns = ['itemId', 'locationId', 'id', 'quantity', 'kind', 'causeId', 'reason', 'actor', 'at'] as const
  return insertRows(tx.merchantId, 'stock_movements', columns, moved)
}
