import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** Empties what places and carriers wrote about orders: a carrier names who took a parcel. Answers how many texts there were. */
export async function clearWorkTexts(tx: Transaction, orderIds: readonly string[]): Promise<Record<string, number>> {
  const ids = uuidList(orderIds)
  const [placeHolds, scans] = await Promise.all([
    tx.run(sql`
      update fulfillment_holds h set reason = '' from fulfillment_orders f
      where f.merchant_id = ${tx.merchantId} and f.order_id = any(${ids})
        and h.merchant_id = ${tx.merchantId} and h.fulfillment_order_id = f.id and h.reason <> ''`),
    tx.run(sql`
      update tracking_events t set place = '', description = '' from shipments s
      where s.merchant_id = ${tx.merchantId} and s.order_id = any(${ids})
        and t.merchant_id = ${tx.merchantId} and t.shipment_id = s.id and (t.place <> '' or t.description <> '')`),
  ])
  return { placeHolds, scans }
}
