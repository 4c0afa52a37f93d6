import { fulfillmentSubscriber } from '../../fulfillment/events.ts'
import type { PlaceOrderItem } from '../../orders/intake/place-order-item.ts'
import { type Intake, placeOrders } from '../../orders/intake/place-orders.ts'
import { backorders } from '../../orders/sourcing/fill-backorders.ts'
import { runInHalves } from '../../platform/batch.ts'
import { type Command, hashRequest, runCommand } from '../../platform/command.ts'
import { drain, type Subscriber } from '../../platform/drain.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { secondMs } from '../../platform/time.ts'

/** What a world is made of. */
export type SampleWorldOptions = {
  runtime: Runtime
  merchantId: string
  /** Makes what placing orders needs, for a runtime. */
  openIntake: (runtime: Runtime) => Intake
  /** Everyone who is told of events, so that nothing is left to be told at the end. */
  subscribers: readonly Subscriber[]
}

/** Everything that anybody will order: looked up together, not each when it is first met. */
type Wanted = { skus: Set<string> }

/** The merchant's real pipeline under a clock of its own. */
export type SampleWorld = {
  command: (at: Date, work: (command: Command) => Promise<void>) => Promise<void>
  /** Places orders that come within minutes, in one batch; answers an id for each that was not refused. */
  place: (orders: readonly Pick<PlaceOrderItem, 'input' | 'at'>[]) => Promise<(string | undefined)[]>
  /** Lets those who work on what has just happened do so, a moment later. */
  settle: (at: Date) => Promise<void>
  /** Lets everybody do so, the indexes too. */
  settleAll: (at: Date) => Promise<void>
}

/** Who did it all. */
export const sampleActor = 'system:sample-shop'

/** Those whose work stands in the history of an order; the indexes have time until the end. */
const working: readonly Subscriber[] = [fulfillmentSubscriber, backorders]
const settleMs = secondMs

/** Makes the world of a merchant. Only what is done through it is done under its clock. */
export function createSampleWorld(
  { runtime, merchantId, openIntake, subscribers }: SampleWorldOptions,
  { skus }: Wanted,
): SampleWorld {
  let now = runtime.clock()
  const pending = new Set(working.map(({ name }) => name))
  const simulated: Runtime = {
    ...runtime,
    clock: () => now,
    database: {
      ...runtime.database,
      // Asked whenever something is told, so it is known who has something to do; the others need not be woken.
      subscribersOf: (type) => {
        const names = runtime.database.subscribersOf(type)
        for (const name of names) pending.add(name)
        return names
      },
    },
  }
  const intake = openIntake(simulated)
  const run = placeOrders(intake)
  const wanted = { skus, barcodes: new Set<string>(), ids: new Set<string>(), currencies: new Set<string>() }
  const drainPending = async (listeners: readonly Subscriber[]) => {
    for (;;) {
      const next = listeners.find(({ name }) => pending.has(name))
      if (next === undefined) return
      pending.delete(next.name)
      await drain(simulated, merchantId, next)
    }
  }
  return {
    command: async (at, work) => {
      now = at
      await runCommand(simulated, { merchantId, actor: sampleActor }, work)
    },
    place: async (orders) => {
      now = orders.at(-1)?.at ?? now
      await intake.references.load(merchantId, wanted)
      const items = orders.map((order) => ({ ...order, actor: sampleActor, contentHash: hashRequest(order.input) }))
      return (await runInHalves(run, merchantId, items)).map((outcome) => {
        if ('refusal' in outcome) return undefined
        const { status, body } = outcome.value
        return status < 400 ? (body as { id: string }).id : undefined
      })
    },
    settle: async (at) => {
      now = new Date(at.getTime() + settleMs)
      await drainPending(working)
    },
    settleAll: async (at) => {
      now = at
      for (const { name } of subscribers) pending.add(name)
      await drainPending(subscribers)
    },
  }
}
