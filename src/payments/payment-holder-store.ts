import { sql } from 'kysely'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** Empties the references of orders' payments, where payers' names stand; amounts and movements stay. Answers how many. */
export async function clearReferences(tx: Transaction, orderIds: readonly string[]): Promise<number> {
  return tx.run(sql`
    update payments set reference = ''
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and reference <> ''`)
}
