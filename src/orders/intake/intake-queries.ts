import { sql } from 'kysely'
import { rowSource } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { Order } from '../order.ts'

/** An order that came before with the same channel and external id. */
export type EarlierOrder = { externalId: string; contentHash: Buffer } & Pick<
  Order,
  | ('id' | 'number' | 'channel' | 'status' | 'stage' | 'paymentStatus' | 'fulfillmentStatus')
  | ('currency' | 'total' | 'version' | 'placedAt')
>

/** Orders that came before under the same channel and external id. */
export function findEarlierOrders(
  tx: Transaction,
  references: readonly { channel: string; externalId: string }[],
): Promise<EarlierOrder[]> {
  return tx.rows(sql`
    select o.id, o.number, o.channel, o.external_id, o.content_hash, o.status, o.stage, o.payment_status,
      o.fulfillment_status, o.currency, o.total, o.version, o.placed_at
    from ${rowSource('r', { channel: 'text', externalId: 'text' }, references)}
    join orders o on o.merchant_id = ${tx.merchantId} and o.channel = r.channel and o.external_id = r.external_id`)
}
