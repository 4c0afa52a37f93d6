import type { AdjustmentReason } from '../../../inventory/stock-document.ts'

/** Goods by SKU. */
export type StockLine = { sku: string; quantity: number }

/** Something that happens to stock without an order. Places are named by their codes. */
export type StockAct =
  | { do: 'receive'; place: string; reference: string; lines: readonly StockLine[] }
  | { do: 'adjust'; place: string; reference: string; reason: AdjustmentReason; lines: readonly StockLine[] }
  | { do: 'plan_transfer'; from: string; to: string; reference: string; draft: boolean; lines: readonly StockLine[] }
  | { do: 'ready_transfer' | 'dispatch_transfer' | 'receive_transfer' | 'cancel_transfer'; reference: string }
  | { do: 'receive_part'; reference: string; quantity: number }
  | { do: 'discontinue'; skus: readonly string[] }
