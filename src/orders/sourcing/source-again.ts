import { type Allocation, findLastAllocationNumbers, insertAllocations } from '../../inventory/allocation-store.ts'
import { findItemPolicies, type ItemPolicy, sellableStock } from '../../inventory/level-queries.ts'
import { promiseStock, sumPromises } from '../../inventory/promise-store.ts'
import { type FulfillingLocation, findFulfillingLocations } from '../../locations/location-queries.ts'
import { findRegion } from '../../locations/regions.ts'
import { newId } from '../../platform/ids.ts'
import { type StockPicture, stockPicture } from '../intake/stock-picture.ts'
import { type Order, type OrderHold, type OrderLine, shortOfStock } from '../order.ts'
import { findOrderSettings } from '../order-queries.ts'
import { withRollUps } from '../order-rollup.ts'
import type { OrderSettings } from '../order-settings.ts'
import { lockOrders, type OrderChange, type SaveContext, saveOrders } from '../order-store.ts'
import { insertHolds } from '../record-store.ts'
import { candidatesOf } from './candidates.ts'
import { type Need, type Sourcing, type SourcingDecision, sourceOrder } from './source-order.ts'
import { findDecisionCounts, insertDecisions } from './sourcing-store.ts'

/** A place that just failed to find an order's goods, and who told so: what is given instead is told of them. */
export type AvoidPlace = { orderId: string; locationId: string; actor: string }

type Given = { change: OrderChange; allocations: Allocation[]; decision: SourcingDecision; holds: OrderHold[] }

type Picture = {
  stock: StockPicture
  locations: FulfillingLocation[]
  settings: OrderSettings
  policies: Map<string, ItemPolicy>
  avoid: readonly AvoidPlace[]
  isShort: IsShort
}

/** Whether a line lacks goods, and its turn has come. */
type IsShort = (line: OrderLine) => boolean

/**
 * Sources what orders still lack: backorders that goods came for, lines a place could not find. In the order given, so
 * that the first promised is the first served; with `itemIds` only these, whose turn it is. What stays short waits or is
 * held, by the item's policy. Locks the orders, then the levels of the items. Answers the orders that
 * it changed, as saved: given something, or waiting otherwise than before.
 */
export async function sourceAgain(
  context: SaveContext,
  orderIds: readonly string[],
  options: { avoid?: readonly AvoidPlace[]; itemIds?: ReadonlySet<string> } = {},
): Promise<Order[]> {
  const { tx } = context
  const { avoid = [], itemIds } = options
  const isShort: IsShort = (line) =>
    line.unallocated + line.backordered > 0 && (itemIds === undefined || itemIds.has(line.variantId))
  const locked = await lockOrders(tx, orderIds)
  const lacking = orderIds.flatMap((id) => {
    const order = locked.get(id)
    return order !== undefined && mayBeGiven(order) && order.lines.some(isShort) ? [order] : []
  })
  if (lacking.length === 0) return []
  const picture = await loadPicture(context, lacking, { avoid, isShort })
  const ids = lacking.map(({ id }) => id)
  const [lastNumbers, decisionCounts] = [await findLastAllocationNumbers(tx, ids), await findDecisionCounts(tx, ids)]
  const given = lacking.flatMap((order) => giveAgain(context, order, picture, lastNumbers))
  return saveGiven(context, given, decisionCounts)
}

/** While its payment is awaited, goods that come are not yet for it. */
function mayBeGiven({ status, holds }: Order): boolean {
  return (status === 'submitted' || status === 'confirmed') && !holds.some(({ kind }) => kind === 'payment')
}

async function loadPicture(
  { tx }: SaveContext,
  orders: readonly Order[],
  asked: Pick<Picture, 'avoid' | 'isShort'>,
): Promise<Picture> {
  const short = orders.flatMap(({ lines }) => lines.filter(asked.isShort))
  const itemIds = [...new Set(short.map((line) => line.variantId))]
  const [levels, locations, settings, policies] = await Promise.all([
    tx.rows(sellableStock(tx, itemIds, true)),
    findFulfillingLocations(tx),
    findOrderSettings(tx),
    findItemPolicies(tx, itemIds),
  ])
  return {
    stock: stockPicture(levels),
    locations,
    settings,
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    ...asked,
  }
}

/** Nothing when the order is neither given anything nor changed in how it waits. */
function giveAgain(context: SaveContext, before: Order, picture: Picture, lastNumbers: Map<string, number>): Given[] {
  const sourcing = sourceShort(before, picture)
  const lines = before.lines.map((line) => ({ ...line }))
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line]))
  const allocations = sourcing.takes.map((take): Allocation => {
    const line = byNumber.get(take.lineNumber) as OrderLine
    const fromUnallocated = Math.min(line.unallocated, take.quantity)
    line.unallocated -= fromUnallocated
    line.backordered -= take.quantity - fromUnallocated
    line.allocated += take.quantity
    return { orderId: before.id, allocationNumber: nextNumber(lastNumbers, before.id, take.lineNumber), ...take }
  })
  const isHeld = waitOrHold(lines, picture)
  const hasStockHold = before.holds.some(({ kind }) => kind === 'stock')
  const actor = picture.avoid.find(({ orderId }) => orderId === before.id)?.actor ?? context.actor
  const holds = isHeld && !hasStockHold ? [stockHold(context.now, actor)] : []
  const isUnchanged =
    allocations.length === 0 &&
    holds.length === 0 &&
    lines.every((line, index) => line.backordered === before.lines[index]?.backordered)
  if (isUnchanged) return []
  picture.stock.take(allocations)
  const after = withRollUps({ ...before, lines, holds: [...before.holds, ...holds] })
  const facts = { itemIds: [...new Set(allocations.map(({ itemId }) => itemId))], holds: holds.length }
  const type = allocations.length > 0 ? 'order.allocated' : holds.length > 0 ? 'order.held' : 'order.backordered'
  return [{ change: { before, after, type, facts, actor }, allocations, decision: sourcing.decision, holds }]
}

function sourceShort(order: Order, { stock, locations, settings, avoid, isShort }: Picture): Sourcing {
  const needs: Need[] = order.lines.filter(isShort).map((line) => ({
    lineNumber: line.lineNumber,
    itemId: line.variantId,
    quantity: line.unallocated + line.backordered,
  }))
  const avoided = new Set(avoid.filter(({ orderId }) => orderId === order.id).map(({ locationId }) => locationId))
  const region = order.destinationRegion === null ? undefined : findRegion({ code: order.destinationRegion })
  const places = candidatesOf(
    locations.filter(({ id }) => !avoided.has(id)),
    region,
  )
  return sourceOrder(needs, places, stock.available, { order: settings.sourcingOrder, maxSplits: settings.maxSplits })
}

/** What stays unallocated waits for goods where the policy says so; otherwise the order is to be held. */
function waitOrHold(lines: OrderLine[], { policies, settings, isShort }: Picture): boolean {
  let isHeld = false
  for (const line of lines) {
    if (line.unallocated === 0 || line.kind !== 'stocked' || !isShort(line)) continue
    if ((policies.get(line.variantId)?.shortagePolicy ?? settings.shortagePolicy) === 'backorder') {
      line.backordered += line.unallocated
      line.unallocated = 0
    } else isHeld = true
  }
  return isHeld
}

function stockHold(now: Date, actor: string): OrderHold {
  return { id: newId(now), kind: 'stock', reason: shortOfStock, detail: '', placedAt: now, placedBy: actor }
}

async function saveGiven(
  context: SaveContext,
  given: readonly Given[],
  decisionCounts: ReadonlyMap<string, number>,
): Promise<Order[]> {
  if (given.length === 0) return []
  const { tx, now } = context
  const allocations = given.flatMap((order) => order.allocations)
  if (allocations.length > 0) {
    await tx.run(insertAllocations(tx, allocations))
    await tx.rows(promiseStock(tx, sumPromises(allocations)))
  }
  for (const { change, holds } of given) await insertHolds(tx, change.after.id, holds)
  await insertDecisions(
    tx,
    given.map(({ change, decision }) => ({
      orderId: change.after.id,
      decisionNumber: (decisionCounts.get(change.after.id) ?? 0) + 1,
      at: now,
      decision,
    })),
  )
  return saveOrders(
    context,
    given.map(({ change }) => change),
  )
}

function nextNumber(last: Map<string, number>, orderId: string, lineNumber: number): number {
  const key = `${orderId}/${lineNumber}`
  const next = (last.get(key) ?? 0) + 1
  last.set(key, next)
  return next
}
