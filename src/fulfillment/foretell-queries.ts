import { type RawBuilder, sql } from 'kysely'
import { closeLocationContract } from '../locations/contract.ts'
import { cancelOrderContract } from '../orders/change-contract.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { App } from '../platform/http/app.ts'
import { foretell } from '../platform/http/foretell.ts'
import type { Effects } from '../platform/preview.ts'
import { voidShipmentContract } from './shipments/contract.ts'

/** Says in numbers what work a cancelled order or a closed place would leave, and what a voided label sets free. */
export function foretellWork(app: App): void {
  foretell(app, cancelOrderContract, ({ tx }, { orderId }) => openWorkWhere(tx, sql`order_id = ${orderId}`))
  foretell(app, closeLocationContract, ({ tx }, { locationId }) => openWorkWhere(tx, sql`location_id = ${locationId}`))
  foretell(app, voidShipmentContract, async ({ tx }, { shipmentId }) => {
    const row = await tx.row<{ units: number }>(sql`
      select coalesce(sum(quantity), 0)::bigint as units from shipment_lines
      where merchant_id = ${tx.merchantId} and shipment_id = ${shipmentId}`)
    return { unitsFreed: Number(row?.units ?? 0) }
  })
}

async function openWorkWhere(tx: Transaction, condition: RawBuilder<unknown>): Promise<Effects> {
  const row = await tx.row<{ works: number }>(sql`
    select count(*) as works from fulfillment_orders
    where merchant_id = ${tx.merchantId} and ${condition} and status not in ('closed', 'cancelled')`)
  return { openFulfillmentOrders: Number(row?.works ?? 0) }
}
