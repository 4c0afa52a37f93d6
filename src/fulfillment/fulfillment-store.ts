import { sql } from 'kysely'
import type { SaveContext } from '../orders/order-store.ts'
import { rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { publish } from '../platform/events.ts'
import type { FulfillmentHold, FulfillmentLine, FulfillmentOrder } from './fulfillment-order.ts'
import type { Progress } from './fulfillment-progress.ts'
import type { LineShare } from './line-shares.ts'
import { findOpenLabels } from './shipments/shipment-store.ts'

/** A fulfillment order as it was read, and what became of it. `actor`: who did that, if not the command's. */
export type FulfillmentChange = { before: FulfillmentOrder; progress: Progress; actor?: string }

/** The order of each fulfillment order; it never changes, so it may be read before anything is locked. */
export async function findOrdersOf(
  tx: Transaction,
  fulfillmentOrderIds: readonly string[],
): Promise<Map<string, string>> {
  if (fulfillmentOrderIds.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; orderId: string }>(sql`
    select id, order_id from fulfillment_orders
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(fulfillmentOrderIds)})`)
  return new Map(rows.map((row) => [row.id, row.orderId]))
}

/** The fulfillment orders of orders that are not ended. */
export async function findActiveOf(tx: Transaction, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await tx.rows<{ id: string }>(sql`
    select id from fulfillment_orders
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)})
      and status <> 'closed' and status <> 'cancelled'
    order by id`)
  return rows.map((row) => row.id)
}

/**
 * Locks fulfillment orders in the order of their ids and reads them with lines, active holds and open labels. Their orders
 * must be locked.
 */
export async function lockFulfillmentOrders(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, FulfillmentOrder>> {
  const list = uuidList(ids)
  const [rows, lines, holds, labels] = await Promise.all([
    tx.rows<Omit<FulfillmentOrder, 'lines' | 'holds' | 'labels'>>(sql`
      select id, order_id, location_id, status, version, created_at, updated_at from fulfillment_orders
      where merchant_id = ${tx.merchantId} and id = any(${list}) order by id for no key update`),
    // By order, because that is the key of its lines; one by one, whatever the planner believes of a table just filled.
    tx.rows<FulfillmentLine>(sql`
      select l.* from fulfillment_orders f
      cross join lateral (
        select l.fulfillment_order_id, l.order_id, l.line_number, l.allocation_number, l.item_id, l.quantity, l.picked,
          l.short, l.packed, l.shipped, l.cancelled
        from fulfillment_lines l
        where l.merchant_id = ${tx.merchantId} and l.order_id = f.order_id and l.fulfillment_order_id = f.id
        order by l.line_number, l.allocation_number offset 0
      ) l
      where f.merchant_id = ${tx.merchantId} and f.id = any(${list})`),
    tx.rows<FulfillmentHold & { fulfillmentOrderId: string }>(sql`
      select fulfillment_order_id, id, reason, placed_at, placed_by from fulfillment_holds
      where merchant_id = ${tx.merchantId} and fulfillment_order_id = any(${list}) and released_at is null
      order by id`),
    findOpenLabels(tx, ids),
  ])
  const linesOf = Map.groupBy(lines, (line) => line.fulfillmentOrderId)
  const holdsOf = Map.groupBy(holds, (hold) => hold.fulfillmentOrderId)
  const labelsOf = Map.groupBy(labels, (label) => label.fulfillmentOrderId)
  return new Map(
    rows.map((row) => {
      const { id } = row
      const [ownLines = [], ownHolds = [], ownLabels = []] = [linesOf.get(id), holdsOf.get(id), labelsOf.get(id)]
      return [id, { ...row, lines: ownLines, holds: ownHolds, labels: ownLabels }]
    }),
  )
}

/**
 * What places have picked of a locked order and not shipped, by allocation: that of one fulfillment order first, then that
 * of the others.
 */
export function findGoodsInHand(tx: Transaction, orderId: string, fulfillmentOrderId: string): Promise<LineShare[]> {
  return tx.rows(sql`
    select line_number, allocation_number, picked - shipped as quantity from fulfillment_lines
    where merchant_id = ${tx.merchantId} and order_id = ${orderId} and picked > shipped
    order by fulfillment_order_id <> ${fulfillmentOrderId}, line_number, allocation_number`)
}

/** The one writer of fulfillment orders that exist: status, version, changed lines, and an event for each step. */
export async function saveFulfillmentOrders(
  { tx, now, actor }: SaveContext,
  changes: readonly FulfillmentChange[],
): Promise<void> {
  const changed = changes.filter(({ progress }) => progress.steps.length > 0)
  if (changed.length === 0) return
  const rows = changed.map(({ before, progress }) => ({
    id: before.id,
    status: progress.fulfillmentOrder.status,
    version: before.version + progress.steps.length,
    updatedAt: now,
  }))
  const lines = changed.flatMap(changedLines)
  const events = changed.flatMap(({ before, progress, actor: by = actor }) =>
    progress.steps.map(({ type, from, to, facts }, index) => ({
      objectType: 'fulfillment_order',
      objectId: before.id,
      version: before.version + index + 1,
      type,
      actor: by,
      at: now,
      data: { from, to, orderId: before.orderId, ...facts },
    })),
  )
  await Promise.all([
    tx.run(updateStatuses(tx, rows)),
    ...(lines.length > 0 ? [tx.run(updateLines(tx, lines))] : []),
    publish(tx, events),
  ])
}

/** Keeps a hold of a place. */
export async function insertHold(tx: Transaction, fulfillmentOrderId: string, hold: FulfillmentHold): Promise<void> {
  await tx.run(sql`
    insert into fulfillment_holds (merchant_id, fulfillment_order_id, id, reason, placed_at, placed_by)
    values (${tx.merchantId}, ${fulfillmentOrderId}, ${hold.id}, ${hold.reason}, ${hold.placedAt}, ${hold.placedBy})`)
}

/** Marks a hold of a place as released. */
export async function endHold(
  { tx, now, actor }: SaveContext,
  fulfillmentOrderId: string,
  holdId: string,
): Promise<void> {
  await tx.run(sql`
    update fulfillment_holds set released_at = ${now}, released_by = ${actor}
    where merchant_id = ${tx.merchantId} and fulfillment_order_id = ${fulfillmentOrderId} and id = ${holdId}`)
}

function changedLines({ before, progress }: FulfillmentChange): FulfillmentLine[] {
  const earlier = new Set(before.lines)
  return progress.fulfillmentOrder.lines.filter((line) => !earlier.has(line))
}

type StatusRow = { id: string; status: string; version: number; updatedAt: Date }

function updateStatuses(tx: Transaction, rows: readonly StatusRow[]) {
  const types = { id: 'uuid', status: 'text', version: 'int4', updatedAt: 'timestamptz' } as const
  return sql`
    update fulfillment_orders f set status = c.status, version = c.version, updated_at = c.updated_at
    from ${rowSource('c', types, rows)} where f.merchant_id = ${tx.merchantId} and f.id = c.id`
}

type LineRow = Omit<FulfillmentLine, 'fulfillmentOrderId' | 'itemId' | 'quantity'>

function updateLines(tx: Transaction, lines: readonly LineRow[]) {
  const source = rowSource(
    'c',
    {
      orderId: 'uuid',
      lineNumber: 'int2',
      allocationNumber: 'int2',
      picked: 'int4',
      short: 'int4',
      packed: 'int4',
      shipped: 'int4',
      cancelled: 'int4',
    },
    lines,
  )
  return sql`
    update fulfillment_lines l set picked = c.picked, short = c.short, packed = c.packed, shipped = c.shipped,
      cancelled = c.cancelled
    from ${source}
    where l.merchant_id = ${tx.merchantId} and l.order_id = c.order_id and l.line_number = c.line_number
      and l.allocation_number = c.allocation_number`
}
