import { fulfillmentSubscriber } from '../../fulfillment/events.ts'
import type { PlaceOrderItem } from '../../orders/intake/place-order-item.ts'
import { type Intake, placeOrders } from '../../orders/intake/place-orders.ts'
import { backorders } from '../../orders/sourcing/fill-backorders.ts'
import { runInHalves } from '../../platform/batch.ts'
import { type Command, hashRequest, runCommand, runQuery } from '../../platform/command.ts'
import { drain, type Subscriber } from '../../platform/drain.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { dayMs, secondMs } from '../../platform/time.ts'
import type { Period } from './calendar.ts'
import { planSteps, type SampleStep } from './plan-steps.ts'
import { findLastMoment, findOrderIds } from './sample-queries.ts'

/** How long the sample shop has traded when it is first seen. */
export const samplePeriodMs = 35 * dayMs

/** What loading needs. */
export type SampleShopOptions = {
  runtime: Runtime
  merchantId: string
  /** When the merchant was made: the shop's first moment. Its last is `samplePeriodMs` later, and should not be to come. */
  from: Date
  openIntake: (runtime: Runtime) => Intake
  /** Everyone who is told of events, so that nothing is left to be told at the end. */
  subscribers: readonly Subscriber[]
  onProgress?: (progress: SampleProgress) => void
  /** Asked between two steps; loading again goes on from there. */
  isStopping?: () => boolean
}

/** How far loading has come. */
export type SampleProgress = { orders: number; of: number }

/** Who did it all. */
export const sampleActor = 'system:sample-shop'

/**
 * Loads the sample shop: five weeks of trade, every step through its use case with the clock at that step's moment, in the
 * order of time, each in one transaction. Steps that were done already are not done again, so that loading may be cut off
 * and goes on where it was, and a shop that is loaded stays as it is. Answers whether it came to the end.
 */
export async function loadSampleShop(options: SampleShopOptions): Promise<boolean> {
  const { merchantId, from, isStopping = () => false, onProgress = () => {} } = options
  const period = { from, to: new Date(from.getTime() + samplePeriodMs) }
  const steps = planSteps(period)
  const orders = steps.flatMap((step) => ('order' in step ? [step.order.externalId] : []))
  const world = createWorld(options, period)
  const { last, orderIds } = await runQuery(options.runtime, merchantId, async ({ tx }) => ({
    last: (await findLastMoment(tx)) ?? from,
    orderIds: await findOrderIds(tx, orders),
  }))
  let placed = steps.filter((step) => 'order' in step && step.at <= last).length
  await world.settle(last)
  for (const step of steps) {
    if (step.at <= last) continue
    if (isStopping()) return false
    await perform(world, step, orderIds)
    await world.settle(step.at)
    if ('order' in step && (++placed % progressEvery === 0 || placed === orders.length)) {
      onProgress({ orders: placed, of: orders.length })
    }
  }
  await world.settleAll(period.to)
  return true
}

const progressEvery = 60

/** The shop with a clock of its own. */
type World = {
  command: (at: Date, work: (command: Command) => Promise<void>) => Promise<void>
  /** Places an order; answers its id, or nothing when the shop refused it. */
  place: (item: Omit<PlaceOrderItem, 'actor' | 'contentHash'>) => Promise<string | undefined>
  /** Lets those who work on what has just happened do so, a moment later. */
  settle: (at: Date) => Promise<void>
  settleAll: (at: Date) => Promise<void>
}

/** Those whose work can be seen in the history of an order; the indexes have time until the end. */
const working = [fulfillmentSubscriber, backorders]
const workingNames = new Set(working.map(({ name }) => name))
const settleMs = secondMs

function createWorld(options: SampleShopOptions, { from, to }: Period): World {
  const { runtime, merchantId, openIntake, subscribers } = options
  let now = from
  let isUnsettled = true
  const simulated: Runtime = {
    ...runtime,
    clock: () => now,
    database: {
      ...runtime.database,
      // Asked whenever something is told: whether anyone has to be told of it.
      subscribersOf: (type) => {
        const names = runtime.database.subscribersOf(type)
        isUnsettled ||= names.some((name) => workingNames.has(name))
        return names
      },
    },
  }
  const run = placeOrders(openIntake(simulated))
  const drainAll = async (listeners: readonly Subscriber[]) => {
    while (isUnsettled) {
      isUnsettled = false
      for (const subscriber of listeners) await drain(simulated, merchantId, subscriber)
    }
  }
  const later = (at: Date) => new Date(Math.min(at.getTime() + settleMs, to.getTime()))
  return {
    command: async (at, work) => {
      now = at
      await runCommand(simulated, { merchantId, actor: sampleActor }, work)
    },
    place: async (item) => {
      now = item.at ?? now
      const order = { ...item, actor: sampleActor, contentHash: hashRequest(item.input) }
      const [outcome] = await runInHalves(run, merchantId, [order])
      if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
      const { status, body } = outcome.value
      return status < 400 ? (body as { id: string }).id : undefined
    },
    settle: async (at) => {
      now = later(at)
      await drainAll(working)
    },
    settleAll: async (at) => {
      now = at
      isUnsettled = true
      await drainAll(subscribers)
    },
  }
}

async function perform(world: World, step: SampleStep, orderIds: Map<string, string>): Promise<void> {
  if ('order' in step) {
    const { externalId, input } = step.order
    const id = await world.place({ input, at: step.at })
    if (id !== undefined) orderIds.set(externalId, id)
    return
  }
  if ('work' in step) return world.command(step.at, step.work)
  const orderId = orderIds.get(step.externalId)
  if (orderId === undefined) return
  try {
    await world.command(step.at, (command) => step.act(command, orderId))
  } catch (error) {
    // What the shop does not allow at that moment does not happen.
    if (!(error instanceof DomainError)) throw error
  }
}
