import { type RawBuilder, sql } from 'kysely'
import { textList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/*
 * Orders by their parcels. The parcels are the module's that sends them, a floor above: nothing of it is imported, its rows are
 * only read, by indexes made for this.
 */

/** A select of the ids of orders that have parcels of a carrier. */
export function idsOfCarrier(
  { merchantId }: Transaction,
  carrier: string,
  inRange: (id: RawBuilder<unknown>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select s.order_id as id from shipments s
    where s.merchant_id = ${merchantId} and s.carrier = ${carrier} ${inRange(sql`s.order_id`)}`
}

/** A parcel of an order is of one of the carriers. */
export function hasCarrier(
  { merchantId }: Transaction,
  carriers: readonly string[],
): (orderId: RawBuilder<unknown>) => RawBuilder<unknown> {
  return (orderId) => sql`exists (
    select 1 from shipments s
    where s.merchant_id = ${merchantId} and s.order_id = ${orderId} and s.carrier = any(${textList(carriers)}) offset 0)`
}

/** A select of `number` and `order_id`: the orders of parcels by their tracking numbers, whoever carries them. */
export function ordersOfTracking({ merchantId }: Transaction, numbers: readonly string[]): RawBuilder<unknown> {
  return sql`
    select s.tracking_number as number, s.order_id from shipments s
    where s.merchant_id = ${merchantId} and s.tracking_number = any(${textList(numbers)})`
}
