import { sql } from 'kysely'
import type { FindMovementOrders, MovementOrder } from '../inventory/movement-queries.ts'
import { uuidList } from '../platform/db/bulk.ts'

/** The orders for which goods left or were missing: what caused such a movement is a shipment, or a fulfillment order. */
export const findMovementOrders: FindMovementOrders = async ({ tx }, causeIds) => {
  const ids = uuidList(causeIds)
  const rows = await tx.rows<MovementOrder & { causeId: string }>(sql`
    select c.*, o.number as order_number from (
      select s.id as cause_id, s.order_id, s.fulfillment_order_id, s.id as shipment_id from shipments s
      where s.merchant_id = ${tx.merchantId} and s.id = any(${ids})
      union all
      select f.id, f.order_id, f.id, null from fulfillment_orders f
      where f.merchant_id = ${tx.merchantId} and f.id = any(${ids})
    ) c
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = c.order_id`)
  return new Map(rows.map(({ causeId, ...order }) => [causeId, order]))
}
