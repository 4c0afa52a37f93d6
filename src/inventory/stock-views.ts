import type { z } from 'zod'
import type * as contract from './contract.ts'
import type { explanationView as explanation } from './explanation-contract.ts'
import type { StockExplanation } from './explanation-queries.ts'
import type { Movement, MovementOrder } from './movement-queries.ts'
import type { StockDocument } from './stock-document.ts'
import { sellable, toPromise } from './stock-level.ts'
import type { ItemStock, NamedLevel } from './stock-queries.ts'

/** A document as it is answered. */
export function documentView(document: StockDocument): z.input<typeof contract.stockDocumentView> {
  return { ...document, at: document.at.toISOString() }
}

/** A movement as it is answered, with the order it was for. */
export function movementView(
  movement: Movement,
  order: MovementOrder | undefined,
): z.input<typeof contract.movementView> {
  return { ...movement, at: movement.at.toISOString(), order: order ?? null }
}

/** Why there are so many, as it is answered. */
export function explanationView({
  movements,
  transfers,
  level,
  ...asked
}: StockExplanation): z.input<typeof explanation> {
  const groups = movements.map(({ firstAt, lastAt, ...group }) => {
    return { ...group, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() }
  })
  return { ...asked, level: { ...level, toPromise: toPromise(level) }, movements: groups, transfers }
}

/** A level as it is answered. */
export function levelView(level: NamedLevel): z.input<typeof contract.levelView> {
  return { ...level, toPromise: toPromise(level) }
}

/** One item as it is answered: its levels, and their sums. */
export function itemStockView({ kind: _, ...item }: ItemStock): z.input<typeof contract.itemStockView> {
  const totals = { onHand: 0, allocated: 0, reserved: 0, unavailable: 0, incoming: 0, safetyStock: 0 }
  const sums = { ...totals, toPromise: 0, available: 0 }
  const levels = item.levels.map(({ itemId, sku, name, ...level }) => {
    for (const counter of Object.keys(totals) as (keyof typeof totals)[]) sums[counter] += level[counter]
    sums.toPromise += toPromise(level)
    // A place that promised too many takes nothing from what the others have.
    if (level.fulfils) sums.available += Math.max(0, sellable(level))
    return { ...level, toPromise: toPromise(level) }
  })
  return { ...item, totals: sums, levels }
}
