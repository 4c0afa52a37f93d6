import { insertRows } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { StockDocument } from './stock-document.ts'

/** The statement that writes documents. Their movements tell their lines. */
export function documentInsert(tx: Transaction, documents: readonly StockDocument[]): Query<unknown> {
  const columns = ['id', 'kind', 'locationId', 'reason', 'reference', 'actor', 'at'] as const
  return insertRows(tx.merchantId, 'stock_documents', columns, documents)
}
