import type { Outcome } from '../platform/batch.ts'
import type { ScopedStockContext } from './allocation-store.ts'
import { postDocuments } from './post-documents.ts'
import type { AdjustmentReason, StockDocument } from './stock-document.ts'
import type { ItemReference } from './stocked-items.ts'

/** What is there otherwise than the books say. Quantities are by how much: signed, not 0. */
export type Adjustment = {
  locationId: string
  reason: AdjustmentReason
  reference: string
  lines: readonly (ItemReference & { quantity: number })[]
}

/**
 * Corrects what is there, many adjustments at a time; each stands or falls alone. One that would take what is kept for
 * orders is refused. Refusals as `postDocuments`.
 */
export function adjustStock(
  context: ScopedStockContext,
  adjustments: readonly Adjustment[],
): Promise<Outcome<StockDocument>[]> {
  return postDocuments(
    context,
    adjustments.map((adjustment) => ({ ...adjustment, kind: 'adjustment' })),
  )
}
