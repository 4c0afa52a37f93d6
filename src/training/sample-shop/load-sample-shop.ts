import { runQuery } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { dayMs } from '../../platform/time.ts'
import { planSteps, type SampleStep } from './plan-steps.ts'
import { findLastMoment, findOrderIds } from './sample-queries.ts'
import { createSampleWorld, type SampleWorld, type SampleWorldOptions } from './sample-world.ts'
import { type OrderStep, turnsOf } from './turns.ts'

/** How long the sample shop has traded when it is first seen. */
export const samplePeriodMs = 35 * dayMs

/** What loading needs. */
export type LoadSampleShop = SampleWorldOptions & {
  /** When the merchant was made: the shop's first moment. Its last is `samplePeriodMs` later, and should not be to come. */
  from: Date
  onProgress?: (progress: { orders: number; of: number }) => void
  /** Asked between two steps; loading again goes on from there. */
  isStopping?: () => boolean
}

const progressEvery = 60

/**
 * Loads the sample shop: five weeks of trade, each step through its use case, in the order of time and with the clock at its
 * moment, in one transaction. What was done already is not done again, so that loading may be cut off and goes on where it
 * was, and a shop that is loaded stays as it is. Answers whether it came to the end.
 */
export async function loadSampleShop(options: LoadSampleShop): Promise<boolean> {
  const { merchantId, from, isStopping = () => false, onProgress = () => {} } = options
  const to = new Date(from.getTime() + samplePeriodMs)
  const steps = planSteps({ from, to })
  const orders = steps.filter((step) => 'order' in step)
  const { last, orderIds } = await runQuery(options.runtime, { merchantId }, async ({ tx }) => ({
    last: (await findLastMoment(tx)) ?? from,
    orderIds: await findOrderIds(
      tx,
      orders.map(({ order }) => order.externalId),
    ),
  }))
  if (last >= to) return true
  const skus = orders.flatMap(({ order }) => order.input.lines.flatMap(({ sku }) => sku ?? []))
  const world = createSampleWorld(options, { skus: new Set(skus) })
  let placed = orders.filter((step) => step.at <= last).length
  await world.settle(last)
  for (const turn of turnsOf(steps.filter((step) => step.at > last))) {
    if (isStopping()) return false
    const at =
      'orders' in turn ? await placeOrders(world, turn.orders, orderIds) : await perform(world, turn.step, orderIds)
    await world.settle(at)
    if (!('orders' in turn)) continue
    const before = placed
    placed += turn.orders.length
    const isRound = Math.floor(placed / progressEvery) > Math.floor(before / progressEvery)
    if (isRound || placed === orders.length) onProgress({ orders: placed, of: orders.length })
  }
  await world.settleAll(to)
  return true
}

/** Answers the moment of the last one. */
async function placeOrders(
  world: SampleWorld,
  steps: readonly OrderStep[],
  orderIds: Map<string, string>,
): Promise<Date> {
  const ids = await world.place(steps.map(({ order, at }) => ({ input: order.input, at })))
  for (const [index, { order }] of steps.entries()) {
    const id = ids[index]
    if (id !== undefined) orderIds.set(order.externalId, id)
  }
  return (steps.at(-1) as OrderStep).at
}

async function perform(
  world: SampleWorld,
  step: Exclude<SampleStep, OrderStep>,
  orderIds: ReadonlyMap<string, string>,
): Promise<Date> {
  const orderId = 'act' in step ? orderIds.get(step.externalId) : ''
  if (orderId === undefined) return step.at
  try {
    await world.command(step.at, (command) => ('act' in step ? step.act(command, orderId) : step.work(command)))
  } catch (error) {
    // What the shop does not allow at that moment does not happen; but it must have been opened.
    if (!(error instanceof DomainError) || ('isOpening' in step && step.isOpening)) throw error
  }
  return step.at
}
