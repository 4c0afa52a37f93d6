import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/**
 * Empties what people wrote on orders, and the hashes of the requests that placed them: with all else known, a phone number
 * could be tried against one. Answers how many texts there were.
 */
export async function clearOrderTexts(tx: Transaction, orderIds: readonly string[]): Promise<Record<string, number>> {
  const ofOrders = sql`merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)})`
  const [notes, holds, cancellations] = await Promise.all([
    tx.run(sql`update order_notes set text = '' where ${ofOrders} and text <> ''`),
    tx.run(sql`
      update order_holds set reason = '', detail = '' where ${ofOrders} and (reason <> '' or detail <> '')`),
    tx.run(sql`update order_cancellations set reason = '' where ${ofOrders} and reason <> ''`),
    tx.run(sql`
      update orders set content_hash = ''::bytea
      where merchant_id = ${tx.merchantId} and id = any(${uuidList(orderIds)}) and content_hash <> ''::bytea`),
  ])
  return { notes, holds, cancellations }
}
