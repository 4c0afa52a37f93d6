import { sql } from 'kysely'
import { uuidList } from '../../../platform/db/bulk.ts'
import type { Transaction } from '../../../platform/db/transaction.ts'
import { sampleActor } from '../sample-world.ts'

/** Something that the sample shop made, and how people know it. */
export type Made = { id: string; label: string }

const madeBySample = (tx: Transaction, id: string) => sql`exists (
  select from events e
  where e.merchant_id = ${tx.merchantId} and e.object_id = ${sql.raw(id)} and e.version = 1 and e.actor = ${sampleActor})`

/** Whether the sample shop was loaded, and when it was removed. */
export async function findSampleState(tx: Transaction): Promise<{ isLoaded: boolean; removedAt: Date | null }> {
  const row = await tx.row<{ isLoaded: boolean; removedAt: Date | null }>(sql`
    select
      (select entry_id from events
        where merchant_id = ${tx.merchantId} and actor = ${sampleActor} order by entry_id limit 1) is not null as is_loaded,
      (select at from events where merchant_id = ${tx.merchantId} and type = 'sample_shop.removed'
        order by entry_id desc limit 1) as removed_at`)
  return row ?? { isLoaded: false, removedAt: null }
}

/** The sample shop's orders that have not come to an end, the oldest first. */
export function findOpenSampleOrders(tx: Transaction): Promise<Made[]> {
  return tx.rows<Made>(sql`
    select o.id, o.number::text as label from orders o
    where o.merchant_id = ${tx.merchantId} and o.stage in ('draft', 'pending', 'processed', 'shipped')
      and ${madeBySample(tx, 'o.id')}
    order by o.id`)
}

/** Parcels of some orders that have left and not arrived. */
export async function findParcelsOf(tx: Transaction, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from shipments
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and status = 'shipped' order by id`)
  return rows.map(({ id }) => id)
}

/** What is still due of some orders whose goods have all arrived, in minor units. */
export function findDueOf(tx: Transaction, orderIds: readonly string[]): Promise<{ orderId: string; due: number }[]> {
  return tx.rows(sql`
    select id as order_id, total - cancelled_total - captured + refunded as due from orders
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)}) and fulfillment_status = 'delivered'
      and total - cancelled_total > captured - refunded
    order by id`)
}

/** Payments of the sample shop's ended orders that hold more than is due, in minor units, the newest payment first. */
export function findSurpluses(
  tx: Transaction,
): Promise<{ orderId: string; paymentId: string; surplus: number; refundable: number }[]> {
  const due = sql`case when o.status = 'completed' then o.total - o.cancelled_total else 0 end`
  return tx.rows(sql`
    select o.id as order_id, p.id as payment_id, o.captured - o.refunded - (${due}) as surplus,
      p.captured - p.refunded as refundable
    from orders o
    join payments p on p.merchant_id = ${tx.merchantId} and p.order_id = o.id and p.captured > p.refunded
    where o.merchant_id = ${tx.merchantId} and o.status in ('completed', 'cancelled', 'expired')
      and o.captured - o.refunded > (${due}) and ${madeBySample(tx, 'o.id')}
    order by o.id, p.id desc`)
}

/** Transfers of the sample shop that have not ended. */
export function findOpenSampleTransfers(tx: Transaction): Promise<(Made & { status: string })[]> {
  return tx.rows(sql`
    select t.id, t.reference as label, t.status from stock_transfers t
    where t.merchant_id = ${tx.merchantId} and t.status in ('draft', 'ready', 'in_transit', 'partially_received')
      and ${madeBySample(tx, 't.id')}
    order by t.id`)
}

/** A product of the sample shop that is on sale; bundles first, since they keep their components on sale. */
export type MadeProduct = Made & { isOrdered: boolean }

/** The sample shop's products that are on sale, and whether somebody's open order has one of their variants. */
export function findSampleProducts(tx: Transaction): Promise<MadeProduct[]> {
  return tx.rows<MadeProduct>(sql`
    select p.id, p.name as label, exists (
        select from variants v join order_lines l
          on l.merchant_id = ${tx.merchantId} and l.variant_id = v.id
            and (l.quantity - l.cancelled > l.delivered or (l.kind = 'bundle' and l.quantity > l.cancelled))
        join orders o on o.merchant_id = ${tx.merchantId} and o.id = l.order_id
          and o.stage in ('draft', 'pending', 'processed', 'shipped') and not ${madeBySample(tx, 'o.id')}
        where v.merchant_id = ${tx.merchantId} and v.product_id = p.id) as is_ordered
    from products p
    where p.merchant_id = ${tx.merchantId} and p.status = 'active' and ${madeBySample(tx, 'p.id')}
    order by not exists (
      select from bundle_components b join variants v on v.merchant_id = ${tx.merchantId} and v.id = b.bundle_id
      where b.merchant_id = ${tx.merchantId} and v.product_id = p.id), p.id`)
}

/** Goods of the sample shop's products that are not on sale, wherever they lie, unless they are promised to somebody. */
export function findFreeGoods(tx: Transaction): Promise<{ locationId: string; itemId: string; onHand: number }[]> {
  return tx.rows(sql`
    select l.location_id, l.item_id, l.on_hand
    from products p
    join variants v on v.merchant_id = ${tx.merchantId} and v.product_id = p.id
    join inventory_levels l on l.merchant_id = ${tx.merchantId} and l.item_id = v.id
    where p.merchant_id = ${tx.merchantId} and p.status = 'archived' and ${madeBySample(tx, 'p.id')}
      and l.on_hand > 0 and l.allocated = 0 and l.reserved = 0
    order by l.location_id, l.item_id`)
}

/** An open place of the sample shop, and what keeps it open. */
export type MadeLocation = Made & { hasStock: boolean; hasWork: boolean; hasPeople: boolean }

/** The sample shop's places that are open. */
export function findSampleLocations(tx: Transaction): Promise<MadeLocation[]> {
  return tx.rows<MadeLocation>(sql`
    select l.id, l.code as label,
      exists (select from inventory_levels i
        where i.merchant_id = ${tx.merchantId} and i.location_id = l.id and i.on_hand > 0) as has_stock,
      exists (select from allocations a join orders o on o.merchant_id = ${tx.merchantId} and o.id = a.order_id
        where a.merchant_id = ${tx.merchantId} and a.location_id = l.id and a.status = 'allocated') as has_work,
      exists (select from staff s
        where s.merchant_id = ${tx.merchantId} and s.status <> 'disabled' and l.id = any(s.location_ids)) as has_people
    from locations l
    where l.merchant_id = ${tx.merchantId} and l.status = 'active' and ${madeBySample(tx, 'l.id')}
    order by l.id`)
}

/** The sample shop's customers who are not erased. */
export function findSampleCustomers(tx: Transaction): Promise<Made[]> {
  return tx.rows<Made>(sql`
    select c.id, coalesce(c.code, '') as label from customers c
    join people p on p.merchant_id = ${tx.merchantId} and p.id = c.person_id and p.wrapped_key is not null
    where c.merchant_id = ${tx.merchantId} and ${madeBySample(tx, 'c.id')}
    order by c.id`)
}
