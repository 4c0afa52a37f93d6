import type { Allocation } from '../inventory/allocation-store.ts'
import { stockNotice } from '../inventory/events.ts'
import { lockItemLevels } from '../inventory/level-store.ts'
import { type MissingGoods, writeOffAllocations } from '../inventory/write-off-allocations.ts'
import { pickLines, shortPickLines } from '../orders/order-progress.ts'
import { sourceAgain } from '../orders/sourcing/source-again.ts'
import { inGoes, type Outcome, outcomeOf } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { type FulfillmentOrder, leftToPick, type ShortReason } from './fulfillment-order.ts'
import { type Progress, pick, pickShort } from './fulfillment-progress.ts'
import {
  type AskedFor,
  contextOf,
  type FulfillmentWork,
  keepOrder,
  keepProgress,
  lockWork,
  saveWork,
  takeUp,
  type WorkContext,
} from './fulfillment-work.ts'
import { type LineShare, perLine, shareAll, shareOut, type WantedShare } from './line-shares.ts'
import { findScanned, type NamedShare, type ScannedItems } from './scanned-items.ts'

/**
 * Goods found and not found on the shelves of one place, by order line or by what was scanned; without `lines`, everything
 * that is left was found.
 */
export type PickInput = AskedFor & {
  fulfillmentOrderId: string
  lines?: readonly (NamedShare & { short?: number | undefined })[] | undefined
  shortReason?: ShortReason | undefined
}

/**
 * Records picks. What was not found leaves the place's stock, and its order line is sourced again from other places.
 * Each item fails alone with `fulfillment_order_not_found`, `version_mismatch`, `action_not_allowed`, `unknown_line`,
 * `unknown_code`, `wrong_item`, `quantity_exceeds_open` or `nothing_left`.
 */
export function pickFulfillmentOrders(
  context: WorkContext,
  inputs: readonly PickInput[],
): Promise<Outcome<FulfillmentOrder>[]> {
  return inGoes(
    inputs,
    (input) => input.fulfillmentOrderId,
    async (go, hasMore) => {
      const work = await lockWork(
        context.tx,
        go.map((input) => input.fulfillmentOrderId),
      )
      if (hasMore && inputs.some(isShort)) await lockItemLevels(context.tx, itemsOf(work), [])
      const scanned = await findScanned(context.tx, go)
      const picking: Picking = { work, scanned, missing: [] }
      const { missing } = picking
      const outcomes = go.map((input) => outcomeOf(() => decidePick(picking, contextOf(context, input), input)))
      await writeOffAllocations(context, missing)
      await saveWork(context, work)
      await sourceElsewhere(context, missing)
      return outcomes
    },
  )
}

/** What one go works with: what the scanned codes are, and the goods that were not there. */
type Picking = { work: FulfillmentWork; scanned: ScannedItems; missing: MissingGoods[] }

function decidePick({ work, scanned, missing }: Picking, context: WorkContext, input: PickInput): FulfillmentOrder {
  const { order, progress } = takeUp(work, context, input.fulfillmentOrderId, 'pick')
  const { shortReason = 'not_found' } = input
  const lines = input.lines?.map((line, index) => scanned(line, index))
  const { picked, found, short } = applyPick(progress, lines, shortReason)
  const afterPick = found.length > 0 ? pickLines(order, perLine(found)) : order
  const after = short.length > 0 ? shortPickLines(afterPick, perLine(short)) : afterPick
  const factsOf = (shares: readonly LineShare[]) => {
    return { fulfillmentOrderIds: [input.fulfillmentOrderId], lines: perLine(shares) }
  }
  if (found.length > 0) {
    keepOrder(work.orders, context, { after: afterPick, type: 'order.picked', facts: factsOf(found) })
  }
  if (short.length > 0) {
    const facts = { ...factsOf(short), shortReason }
    keepOrder(work.orders, context, { after, type: 'order.short_picked', facts })
  }
  missing.push(...missingFrom(work, context, picked.fulfillmentOrder, { short, reason: shortReason }))
  keepProgress(work, context, picked)
  return picked.fulfillmentOrder
}

function applyPick(
  progress: Progress,
  lines: readonly (WantedShare & { short?: number | undefined })[] | undefined,
  reason: ShortReason,
): { picked: Progress; found: LineShare[]; short: LineShare[] } {
  const { fulfillmentOrder } = progress
  const found =
    lines === undefined ? shareAll(fulfillmentOrder, leftToPick) : shareOut(fulfillmentOrder, lines, leftToPick)
  const afterFound = found.length > 0 ? pick(progress, found) : progress
  const notFound = (lines ?? []).map((line): WantedShare => ({ ...line, quantity: line.short ?? 0 }))
  const short = shareOut(afterFound.fulfillmentOrder, notFound, leftToPick, 'short')
  if (found.length + short.length === 0) {
    // Told by the state first: of a closed one, that it is closed.
    pick(progress, [])
    throw new DomainError('refused', 'nothing_left', { field: 'lines', facts: { action: 'pick' } })
  }
  return { picked: short.length > 0 ? pickShort(afterFound, short, reason) : afterFound, found, short }
}

function missingFrom(
  work: FulfillmentWork,
  { actor }: WorkContext,
  { id, orderId }: FulfillmentOrder,
  { short, reason }: { short: readonly LineShare[]; reason: ShortReason },
): MissingGoods[] {
  return short.map((share) => {
    const allocation = work.allocations({ orderId, ...share }) as Allocation
    return { ...allocation, missingQuantity: share.quantity, causeId: id, reason, actor }
  })
}

/**
 * Only for what was missing: its levels are locked already, and others wait for what else the orders lack. Of goods that
 * were sold ahead one may be promised again, to whoever waits.
 */
async function sourceElsewhere(context: WorkContext, missing: readonly MissingGoods[]): Promise<void> {
  if (missing.length === 0) return
  const orderIds = new Set(missing.map(({ orderId }) => orderId))
  const itemIds = new Set(missing.map(({ itemId }) => itemId))
  await sourceAgain(context, [...orderIds], { avoid: missing, itemIds })
  await publish(context.tx, [stockNotice('stock.awaited', [...itemIds], { at: context.now, actor: context.actor })])
}

function isShort({ lines }: PickInput): boolean {
  return lines?.some(({ short = 0 }) => short > 0) ?? false
}

/** All that several goes may miss: locked before the first of them, so that the locks are sorted. */
function itemsOf({ fulfillmentOrders }: FulfillmentWork): string[] {
  const lines = [...fulfillmentOrders.values()].flatMap(({ before }) => before.lines)
  return [...new Set(lines.filter((line) => leftToPick(line) > 0).map(({ itemId }) => itemId))]
}
