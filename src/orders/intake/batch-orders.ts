import { maxComponents } from '../../catalog/contract.ts'
import { type Batcher, createBatcher } from '../../platform/batch.ts'
import type { Answer } from '../../platform/command.ts'
import type { PlaceOrder } from './place-order-form.ts'
import type { PlaceOrderItem } from './place-order-item.ts'
import { type Intake, placeOrders } from './place-orders.ts'
import type { References } from './references.ts'
import { findVariant } from './resolve-variant.ts'

/** Orders taken into one transaction at the most, and lines of them: they are decided in memory and written at once. */
const maxOrders = 256
const maxLines = 10_000

/** Gathers orders that arrive together, to be placed together. */
export function batchOrders(intake: Intake): Batcher<PlaceOrderItem, Answer> {
  return createBatcher(maxOrders, placeOrders(intake), {
    max: maxLines,
    weightOf: (merchantId, { input }) => countLines(input, intake.references.known(merchantId)),
  })
}

/** How many lines an order comes to with its bundles expanded. A code that was never asked for may name the largest bundle. */
export function countLines({ lines }: PlaceOrder, known: References | undefined): number {
  if (known === undefined) return lines.length * (1 + maxComponents)
  let count = 0
  for (const line of lines) count += 1 + (findVariant(line, known)?.components.length ?? maxComponents)
  return count
}
