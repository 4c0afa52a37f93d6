import { sql } from 'kysely'
import { textList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'

/** When the last thing happened that was told: whatever is planned for then or before was done. */
export async function findLastMoment(tx: Transaction): Promise<Date | undefined> {
  const row = await tx.row<{ at: Date | null }>(
    sql`select max(at) as at from events where merchant_id = ${tx.merchantId}`,
  )
  return row?.at ?? undefined
}

/** Ids of orders by the numbers that their channels gave them. */
export async function findOrderIds(tx: Transaction, externalIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ externalId: string; id: string }>(sql`
    select external_id, id from orders
    where merchant_id = ${tx.merchantId} and external_id = any(${textList(externalIds)})`)
  return new Map(rows.map(({ externalId, id }) => [externalId, id]))
}

/** One line of the work that a place has begun or may begin; `parcels` have left for the order so far. */
export type WorkLine = {
  fulfillmentOrderId: string
  status: 'released' | 'picking' | 'packed'
  externalId: string
  placedAt: Date
  parcels: number
  lineNumber: number
  leftToPick: number
  leftToPack: number
  leftToShip: number
}

/** What all places have to do, the oldest first. */
export function findWorkLines(tx: Transaction): Promise<WorkLine[]> {
  return tx.rows(sql`
    select f.id as fulfillment_order_id, f.status, o.external_id, o.placed_at, l.line_number,
      (select count(*)::int4 from shipments s where s.merchant_id = ${tx.merchantId} and s.order_id = o.id) as parcels,
      sum(l.quantity - l.picked - l.short - l.cancelled)::int4 as left_to_pick,
      sum(l.picked - l.packed)::int4 as left_to_pack,
      sum(l.quantity - l.short - l.cancelled - l.shipped)::int4 as left_to_ship
    from fulfillment_orders f
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = f.order_id
    join fulfillment_lines l
      on l.merchant_id = ${tx.merchantId} and l.order_id = f.order_id and l.fulfillment_order_id = f.id
    where f.merchant_id = ${tx.merchantId} and f.status = any(${textList(['released', 'picking', 'packed'])})
    group by f.id, f.status, o.id, o.external_id, o.placed_at, l.line_number
    order by f.id, l.line_number`)
}

/** A parcel on its way, with the codes of the regions where it comes from and goes to. */
export type ParcelUnderWay = {
  shipmentId: string
  externalId: string
  trackingNumber: string
  shippedAt: Date
  fromRegion: string | null
  toRegion: string | null
}

/** Every parcel that has left and not arrived. */
export function findParcelsUnderWay(tx: Transaction): Promise<ParcelUnderWay[]> {
  return tx.rows(sql`
    select s.id as shipment_id, o.external_id, s.tracking_number, s.shipped_at, p.region_code as from_region,
      o.destination_region as to_region
    from shipments s
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = s.order_id
    join locations p on p.merchant_id = ${tx.merchantId} and p.id = s.location_id
    where s.merchant_id = ${tx.merchantId} and s.status = 'shipped' order by s.id`)
}

/** A hold that intake placed and nobody has answered. */
export type WaitingHold = { orderId: string; externalId: string; holdId: string; placedAt: Date }

/** Orders held since intake for somebody to look at them, the oldest first. */
export function findReviews(tx: Transaction): Promise<WaitingHold[]> {
  return tx.rows(sql`
    select o.id as order_id, o.external_id, h.id as hold_id, h.placed_at
    from orders o
    join order_holds h on h.merchant_id = ${tx.merchantId} and h.order_id = o.id and h.released_at is null
    where o.merchant_id = ${tx.merchantId} and o.stage = 'pending' and h.kind = any(${textList(['review', 'address'])})
    order by h.id`)
}

/** Money that is due for goods that have arrived, in minor units. */
export type Receivable = { orderId: string; externalId: string; paymentTerms: string; placedAt: Date; due: number }

/** Orders that have arrived and for which nothing was paid yet. */
export function findReceivables(tx: Transaction): Promise<Receivable[]> {
  return tx.rows(sql`
    select id as order_id, external_id, payment_terms, placed_at, total - cancelled_total as due from orders
    where merchant_id = ${tx.merchantId} and fulfillment_status = 'delivered' and captured = 0
      and payment_terms = any(${textList(['on_account', 'cash_on_delivery'])}) and total > cancelled_total
    order by id`)
}

/** The transfer with a number. */
export async function findTransferId(tx: Transaction, reference: string): Promise<string | undefined> {
  const row = await tx.row<{ id: string }>(sql`
    select id from stock_transfers where merchant_id = ${tx.merchantId} and reference = ${reference}`)
  return row?.id
}

/** Ids of products that have a variant of one of the SKUs. */
export async function findProductIds(tx: Transaction, skus: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select distinct product_id as id from variants
    where merchant_id = ${tx.merchantId} and sku = any(${textList(skus)}) order by product_id`)
  return rows.map(({ id }) => id)
}

/** Whether an order has a note of these words. */
export async function hasNote(tx: Transaction, orderId: string, text: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    select 1 from order_notes where merchant_id = ${tx.merchantId} and order_id = ${orderId} and text = ${text}`)
  return rows.length > 0
}
