import { sql } from 'kysely'
import type { ExportSection } from '../customers/personal-holder.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

type Row = Record<string, string | number | Date | null>

/** What places held, what they sent, and every scan of it. */
export async function findWorkSections(tx: Transaction, orderIds: readonly string[]): Promise<ExportSection[]> {
  const ids = uuidList(orderIds)
  const [holds, shipments, scans] = await Promise.all([
    tx.rows<Row>(sql`
      select f.order_id, h.fulfillment_order_id, h.reason, h.placed_by, h.placed_at, h.released_at
      from fulfillment_orders f
      join fulfillment_holds h on h.merchant_id = ${tx.merchantId} and h.fulfillment_order_id = f.id
      where f.merchant_id = ${tx.merchantId} and f.order_id = any(${ids}) order by h.id`),
    tx.rows<Row>(sql`
      select order_id, id, carrier, tracking_number, status, shipped_at, delivered_at, created_at from shipments
      where merchant_id = ${tx.merchantId} and order_id = any(${ids}) order by id`),
    tx.rows<Row>(sql`
      select s.order_id, s.tracking_number, t.occurred_at, t.code, t.place, t.description
      from shipments s
      join tracking_events t on t.merchant_id = ${tx.merchantId} and t.shipment_id = s.id
      where s.merchant_id = ${tx.merchantId} and s.order_id = any(${ids}) order by s.id, t.occurred_at, t.code`),
  ])
  return [
    { name: 'fulfillment_holds', rows: holds.map(told) },
    { name: 'shipments', rows: shipments.map(told) },
    { name: 'tracking_events', rows: scans.map(told) },
  ]
}

/** The ids of the fulfillment orders and shipments of orders. */
export async function findWorkIds(tx: Transaction, orderIds: readonly string[]): Promise<string[]> {
  const ids = uuidList(orderIds)
  const rows = await tx.rows<{ id: string }>(sql`
    select id from fulfillment_orders where merchant_id = ${tx.merchantId} and order_id = any(${ids})
    union all
    select id from shipments where merchant_id = ${tx.merchantId} and order_id = any(${ids})`)
  return rows.map(({ id }) => id)
}

function told(row: Row): ExportSection['rows'][number] {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ])
  return Object.fromEntries(entries)
}
