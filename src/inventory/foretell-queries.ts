import { type RawBuilder, sql } from 'kysely'
import { archiveProductContract } from '../catalog/contract.ts'
import { closeLocationContract } from '../locations/contract.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { App } from '../platform/http/app.ts'
import { foretell } from '../platform/http/foretell.ts'
import type { Effects } from '../platform/preview.ts'

/** Says in numbers what stock an archived product, or a closed place, would leave behind. */
export function foretellStock(app: App): void {
  foretell(app, archiveProductContract, ({ tx }, { productId }) =>
    levelsWhere(
      tx,
      sql`item_id in (select id from variants where merchant_id = ${tx.merchantId} and product_id = ${productId})`,
    ),
  )
  foretell(app, closeLocationContract, ({ tx }, { locationId }) => levelsWhere(tx, sql`location_id = ${locationId}`))
}

async function levelsWhere(tx: Transaction, condition: RawBuilder<unknown>): Promise<Effects> {
  const row = await tx.row<{ onHand: number; kept: number }>(sql`
    select coalesce(sum(on_hand), 0)::bigint as on_hand, coalesce(sum(allocated + reserved), 0)::bigint as kept
    from inventory_levels where merchant_id = ${tx.merchantId} and ${condition}`)
  return { unitsOnHand: Number(row?.onHand ?? 0), unitsKeptForOrders: Number(row?.kept ?? 0) }
}
