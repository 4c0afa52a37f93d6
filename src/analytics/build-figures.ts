import { findMerchantById } from '../access/merchant-queries.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { holdDrains } from '../platform/drain.ts'
import { addOrders, type FigureBuild, findBuild, findNextOrders, saveBuild, startBuild } from './figure-store.ts'

/** The subscriber's name: what is on its way to it is not in the sums yet. */
export const figuresName = 'order_figures'

/** How many orders' sums are made at a time. */
export const portionSize = 2000

type Building = { tx: Transaction; now: Date }

/** Begins to make all sums anew, from the first order on. Waits for the subscriber's turn to end. */
export async function restartFigures(building: Building): Promise<void> {
  await holdDrains(building, [figuresName])
  await begin(building)
}

/** Makes the sums of the next orders, if some are missing; answers how far it is. Waits for the subscriber's turn to end. */
export async function continueFigures(building: Building, portion = portionSize): Promise<FigureBuild> {
  await holdDrains(building, [figuresName])
  return buildPortion(building, portion)
}

/**
 * Makes the sums of the next orders, for who has the subscriber's turn. An order that is in by then is counted from its events
 * as they come; one that is not, when its portion is.
 */
export async function buildPortion(building: Building, portion: number): Promise<FigureBuild> {
  const { tx, now } = building
  const build = (await findBuild(tx)) ?? (await begin(building))
  if (build.position === null) return build
  const { timeZone, position: after } = build
  const ids = await findNextOrders(tx, after, portion)
  const last = ids.length < portion ? null : (ids.at(-1) ?? null)
  await addOrders(tx, { subscriber: figuresName, timeZone, after, last })
  await saveBuild(tx, { position: last, orders: ids.length, now })
  return { timeZone, position: last, orders: build.orders + ids.length, completedAt: last === null ? now : null }
}

async function begin({ tx, now }: Building): Promise<FigureBuild> {
  const merchant = await findMerchantById(tx, tx.merchantId)
  if (merchant === undefined) throw new Error(`no merchant ${tx.merchantId}`)
  await startBuild(tx, { timeZone: merchant.timeZone, now })
  return (await findBuild(tx)) as FigureBuild
}
