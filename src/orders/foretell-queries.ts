import { sql } from 'kysely'
import { archiveProductContract } from '../catalog/contract.ts'
import type { Command } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { foretell } from '../platform/http/foretell.ts'
import type { Effects } from '../platform/preview.ts'
import { cancelOrderContract } from './change-contract.ts'
import { findOrders } from './order-store.ts'

/** Says in numbers what cancelling an order, or archiving a product, would come to for orders. */
export function foretellOrders(app: App): void {
  foretell(app, cancelOrderContract, cancellationEffects)
  foretell(app, archiveProductContract, archivalEffects)
}

async function cancellationEffects({ tx }: Command, { orderId }: { orderId: string }): Promise<Effects> {
  const order = (await findOrders(tx, [orderId])).get(orderId)
  if (order === undefined) return {}
  const { currency, total, cancelledTotal, captured, refunded, authorized } = order
  return {
    unitsGivenBack: order.lines.reduce((units, line) => units + line.allocated + line.reserved, 0),
    amountCancelled: { [currency]: total - cancelledTotal },
    amountToReturn: { [currency]: captured - refunded },
    amountPromised: { [currency]: authorized },
  }
}

/** Orders go on with what was ordered: somebody should know how many. */
async function archivalEffects({ tx }: Command, { productId }: { productId: string }): Promise<Effects> {
  const row = await tx.row<{ orders: number; units: number }>(sql`
    select count(distinct l.order_id) as orders, coalesce(sum(l.quantity - l.cancelled - l.shipped), 0)::bigint as units
    from variants v
    join order_lines l on l.merchant_id = v.merchant_id and l.variant_id = v.id
    join orders o on o.merchant_id = l.merchant_id and o.id = l.order_id
    where v.merchant_id = ${tx.merchantId} and v.product_id = ${productId} and o.status in ('submitted', 'confirmed')
      and l.quantity > l.cancelled + l.shipped`)
  return { openOrders: Number(row?.orders ?? 0), unitsOrdered: Number(row?.units ?? 0) }
}
