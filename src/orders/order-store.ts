import { sql } from 'kysely'
import { type Command, requireVersion } from '../platform/command.ts'
import { rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { changesOfOrder, type OrderEventType, timelineOf } from './events.ts'
import type { Order, OrderHold, OrderLine } from './order.ts'
import { requireOrderWithin } from './order-scope-queries.ts'

/** What saving needs: the transaction, the moment, the actor. */
export type SaveContext = { tx: Transaction; now: Date; actor: string; memory?: OrderMemory }

/**
 * For a flood of which one step after the other goes over the same orders (an importer): orders as this process knows them
 * from transactions that were committed, and those that the present one writes. An order of which the database has the same
 * version need not be read again, since nothing of it changes without its version.
 */
export type OrderMemory = { known: ReadonlyMap<string, Order>; written: Map<string, Order> }

/** One order before and after a use case, and the event that tells it. `actor`: who did it, if not the command's. */
export type OrderChange = { before: Order; after: Order; type: OrderEventType; facts?: object; actor?: string }

/** Locks orders in the order of their ids and reads them with lines and active holds. Unknown ids are left out. */
export async function lockOrders(
  tx: Transaction,
  orderIds: readonly string[],
  memory?: OrderMemory,
): Promise<Map<string, Order>> {
  if (orderIds.length === 0) return new Map()
  if (memory === undefined) return assemble(tx, orderIds, sql`for no key update of o`)
  const locked = await tx.rows<Pick<Order, 'id' | 'version'>>(sql`
    select id, version from orders
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)}) order by id for no key update`)
  const isKnown = ({ id, version }: Pick<Order, 'id' | 'version'>) => memory.known.get(id)?.version === version
  const unknown = locked.filter((order) => !isKnown(order)).map(({ id }) => id)
  const read = await findOrders(tx, unknown)
  return new Map(locked.map(({ id }) => [id, (read.get(id) ?? memory.known.get(id)) as Order]))
}

/**
 * Locks one order and reads it; with a command, for its caller: within their scope, and in the version that they saw.
 * @throws DomainError `not_found`, `version_mismatch`
 */
export async function lockOrder(
  tx: Transaction,
  orderId: string,
  command?: Pick<Command, 'scope' | 'expectedVersion'>,
): Promise<Order> {
  if (command !== undefined) await requireOrderWithin({ tx, scope: command.scope }, orderId)
  const order = (await lockOrders(tx, [orderId])).get(orderId)
  if (order === undefined) throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
  if (command !== undefined) requireVersion(command, order.version)
  return order
}

/** Reads orders without locking them. */
export async function findOrders(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, Order>> {
  if (orderIds.length === 0) return new Map()
  return assemble(tx, orderIds, sql``)
}

async function assemble(
  tx: Transaction,
  orderIds: readonly string[],
  lock: ReturnType<typeof sql>,
): Promise<Map<string, Order>> {
  const ids = uuidList(orderIds)
  const [orders, lines, holds, cancellations] = await Promise.all([
    tx.rows<Omit<Order, 'lines' | 'holds' | 'cancellationRequested'>>(sql`
      select id, number, channel, source, external_id, content_hash, status, payment_status, fulfillment_status, stage,
        version, currency, lines_total, discount_total, shipping_total, tax_total, tax_included, total,
        cancelled_total, authorized, captured, refunded, customer_id, contact_id, tier, destination_country,
        destination_region, payment_terms, expires_at, requested_delivery_on, placed_at, updated_at
      from orders o where merchant_id = ${tx.merchantId} and id = any(${ids}) order by id ${lock}`),
    tx.rows<OrderLine>(sql`
      select order_id, line_number, parent_line_number, variant_id, sku, name, kind, quantity, unit_price, line_total,
        discount, shipping, tax, tax_rate_basis_points, cancelled, unallocated, backordered, reserved, allocated,
        picked, shipped, delivered
      from order_lines where merchant_id = ${tx.merchantId} and order_id = any(${ids})
      order by order_id, line_number`),
    tx.rows<OrderHold & { orderId: string }>(sql`
      select order_id, id, kind, reason, detail, placed_at, placed_by
      from order_holds
      where merchant_id = ${tx.merchantId} and order_id = any(${ids}) and released_at is null
      order by id`),
    tx.rows<{ orderId: string }>(sql`
      select order_id from order_cancellations
      where merchant_id = ${tx.merchantId} and order_id = any(${ids}) and status = 'requested'`),
  ])
  const requested = new Set(cancellations.map((row) => row.orderId))
  const found = new Map<string, Order>()
  for (const row of orders) {
    found.set(row.id, { ...row, lines: [], holds: [], cancellationRequested: requested.has(row.id) })
  }
  for (const line of lines) found.get(line.orderId)?.lines.push(line)
  for (const { orderId, ...hold } of holds) found.get(orderId)?.holds.push(hold)
  return found
}

/**
 * The one writer of orders that exist: header, changed lines, version and event. Holds and cancellations are written by
 * the use cases that make them. Answers the orders as saved.
 */
export async function saveOrders(
  { tx, now, actor, memory }: SaveContext,
  changes: readonly OrderChange[],
): Promise<Order[]> {
  if (changes.length === 0) return []
  const saved = changes.map(({ before, after }) => ({ ...after, version: before.version + 1, updatedAt: now }))
  if (memory !== undefined) for (const order of saved) memory.written.set(order.id, order)
  const lines = changes.flatMap(({ before, after }) => changedLines(before, after))
  await Promise.all([
    tx.run(updateHeaders(tx, saved)),
    ...(lines.length > 0 ? [tx.run(updateLines(tx, lines))] : []),
    publish(
      tx,
      changes.map(({ before, after, type, facts, actor: by = actor }) => ({
        objectType: 'order',
        objectId: after.id,
        version: before.version + 1,
        type,
        actor: by,
        at: now,
        subjectId: timelineOf(after, type),
        data: {
          ...{ from: before.status, to: after.status, stageFrom: before.stage, stageTo: after.stage, ...facts },
          changes: changesOfOrder(before, after),
        },
      })),
    ),
  ])
  return saved
}

/** Saves one order; answers it as saved. */
export async function saveOrder(context: SaveContext, change: OrderChange): Promise<Order> {
  const [saved] = await saveOrders(context, [change])
  return saved as Order
}

function changedLines(before: Order, after: Order): OrderLine[] {
  const earlier = new Set(before.lines)
  return after.lines.filter((line) => !earlier.has(line))
}

function updateHeaders(tx: Transaction, orders: readonly Order[]) {
  const source = rowSource(
    'c',
    {
      id: 'uuid',
      status: 'text',
      paymentStatus: 'text',
      fulfillmentStatus: 'text',
      stage: 'text',
      version: 'int4',
      cancelledTotal: 'int8',
      authorized: 'int8',
      captured: 'int8',
      refunded: 'int8',
      expiresAt: 'timestamptz',
      updatedAt: 'timestamptz',
    },
    orders,
  )
  return sql`
    update orders o set status = c.status, payment_status = c.payment_status, stage = c.stage,
      fulfillment_status = c.fulfillment_status, version = c.version,
      cancelled_total = c.cancelled_total, authorized = c.authorized, captured = c.captured, refunded = c.refunded,
      expires_at = c.expires_at, updated_at = c.updated_at,
      shipped_at = case when c.stage = 'shipped' then coalesce(o.shipped_at, c.updated_at) else o.shipped_at end,
      cancelled_at = case when c.stage = 'cancelled' then coalesce(o.cancelled_at, c.updated_at) end
    from ${source} where o.merchant_id = ${tx.merchantId} and o.id = c.id`
}

function updateLines(tx: Transaction, lines: readonly OrderLine[]) {
  const source = rowSource(
    'c',
    {
      orderId: 'uuid',
      lineNumber: 'int2',
      cancelled: 'int4',
      unallocated: 'int4',
      backordered: 'int4',
      reserved: 'int4',
      allocated: 'int4',
      picked: 'int4',
      shipped: 'int4',
      delivered: 'int4',
    },
    lines,
  )
  return sql`
    update order_lines l set cancelled = c.cancelled, unallocated = c.unallocated, backordered = c.backordered,
      reserved = c.reserved, allocated = c.allocated, picked = c.picked, shipped = c.shipped, delivered = c.delivered
    from ${source}
    where l.merchant_id = ${tx.merchantId} and l.order_id = c.order_id and l.line_number = c.line_number`
}
