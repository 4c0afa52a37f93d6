import type { Outcome } from '../platform/batch.ts'
import type { ScopedStockContext } from './allocation-store.ts'
import { postDocuments } from './post-documents.ts'
import type { StockDocument } from './stock-document.ts'
import type { ItemReference } from './stocked-items.ts'

/** Goods that arrived at a place. Quantities are above 0. */
export type Receipt = {
  locationId: string
  reference: string
  lines: readonly (ItemReference & { quantity: number })[]
}

/** Takes goods in, many receipts at a time; each stands or falls alone. Refusals as `postDocuments`. */
export function receiveStock(
  context: ScopedStockContext,
  receipts: readonly Receipt[],
): Promise<Outcome<StockDocument>[]> {
  return postDocuments(
    context,
    receipts.map((receipt) => ({ ...receipt, kind: 'receipt', reason: 'received' })),
  )
}
