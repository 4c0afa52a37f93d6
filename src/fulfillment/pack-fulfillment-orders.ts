import { inGoes, type Outcome, outcomeOf } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import { type FulfillmentOrder, leftToPack } from './fulfillment-order.ts'
import { pack } from './fulfillment-progress.ts'
import {
  type AskedFor,
  contextOf,
  type FulfillmentWork,
  keepProgress,
  lockWork,
  saveWork,
  takeUp,
  type WorkContext,
} from './fulfillment-work.ts'
import { shareAll, shareOut } from './line-shares.ts'
import { findScanned, type NamedShare, type ScannedItems } from './scanned-items.ts'

/** Picked goods put into parcels, by order line or by what was scanned; without `lines`, everything that was picked. */
export type PackInput = AskedFor & {
  fulfillmentOrderId: string
  lines?: readonly NamedShare[] | undefined
}

/**
 * Records packing. Each item fails alone with `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`,
 * `unknown_line`, `unknown_code`, `wrong_item`, `quantity_exceeds_open` or `nothing_left`.
 */
export function packFulfillmentOrders(
  context: WorkContext,
  inputs: readonly PackInput[],
): Promise<Outcome<FulfillmentOrder>[]> {
  return inGoes(
    inputs,
    (input) => input.fulfillmentOrderId,
    async (go) => {
      const work = await lockWork(
        context.tx,
        go.map((input) => input.fulfillmentOrderId),
      )
      const scanned = await findScanned(context.tx, go)
      const packing = { work, scanned }
      const outcomes = go.map((input) => outcomeOf(() => decidePack(packing, contextOf(context, input), input)))
      await saveWork(context, work)
      return outcomes
    },
  )
}

function decidePack(
  { work, scanned }: { work: FulfillmentWork; scanned: ScannedItems },
  context: WorkContext,
  { fulfillmentOrderId, lines }: PackInput,
): FulfillmentOrder {
  const { progress } = takeUp(work, context, fulfillmentOrderId, 'pack')
  const { fulfillmentOrder } = progress
  const shares =
    lines === undefined
      ? shareAll(fulfillmentOrder, leftToPack)
      : shareOut(fulfillmentOrder, lines.map(scanned), leftToPack)
  const packed = pack(progress, shares)
  if (shares.length === 0)
    throw new DomainError('refused', 'nothing_left', { field: 'lines', facts: { action: 'pack' } })
  keepProgress(work, context, packed)
  return packed.fulfillmentOrder
}
