import { sql } from 'kysely'
import type { Scoped } from '../../platform/scope.ts'
import { withinPlaces } from '../fulfillment-scope.ts'
import type { ShipmentStatus } from './shipment.ts'

/** A parcel as a search shows it. */
export type FoundParcel = {
  id: string
  orderId: string
  orderNumber: number
  carrier: string
  trackingNumber: string
  status: ShipmentStatus
}

/**
 * The parcels of the caller's places that have a tracking number, the newest first. Numbers are indexed by carrier, of whom there
 * are few: the index is stepped through from one to the next, and each is asked.
 */
export function findParcels({ tx, scope }: Scoped, trackingNumber: string, limit: number): Promise<FoundParcel[]> {
  return tx.rows(sql`
    with recursive carriers(carrier) as (
      (select carrier from shipments where merchant_id = ${tx.merchantId} order by carrier limit 1)
      union all
      select (
        select s.carrier from shipments s
        where s.merchant_id = ${tx.merchantId} and s.carrier > c.carrier order by s.carrier limit 1
      ) from carriers c where c.carrier is not null
    )
    select s.id, s.order_id, o.number as order_number, s.carrier, s.tracking_number, s.status
    from carriers c
    join shipments s
      on s.merchant_id = ${tx.merchantId} and s.carrier = c.carrier and s.tracking_number = ${trackingNumber}
    join orders o on o.merchant_id = ${tx.merchantId} and o.id = s.order_id
    where true ${withinPlaces(scope, sql`s.location_id`)}
    order by s.id desc limit ${limit}`)
}
