import { recordTrackingEvents } from '../../fulfillment/shipments/record-tracking-events.ts'
import { findRegion } from '../../locations/regions.ts'
import type { Command } from '../../platform/command.ts'
import { seededRandom } from '../../platform/random.ts'
import { minuteMs, secondMs } from '../../platform/time.ts'
import { clearDesk, performAct } from './desk-work.ts'
import { enterCustomers, fillShelves, listGoods, openPlaces } from './open-shop.ts'
import { dayOf, momentOf, type Period } from './plan/calendar.ts'
import { journeyOf } from './plan/parcel-journey.ts'
import { type PlannedOrder, planOrders } from './plan/sample-orders.ts'
import { sampleCustomers } from './plan/sample-people.ts'
import { sampleGoods } from './plan/sample-products.ts'
import { planStock } from './plan/stock-plan.ts'
import { findParcelsUnderWay } from './sample-queries.ts'
import { performStockAct } from './stock-work.ts'
import { packWave, pickWave, type StoryOf, shipWave } from './warehouse-waves.ts'

/** One thing that happens in the sample shop: an order, somebody's act on an order, or any other work. */
export type SampleStep = { at: Date } & (
  | { order: PlannedOrder }
  | { externalId: string; act: (command: Command, orderId: string) => Promise<void> }
  | { work: (command: Command) => Promise<void>; isOpening?: true }
)

/** Everything that happens in the period, in the order of time, no two things at once. The same for the same period. */
export function planSteps(period: Period): SampleStep[] {
  const goods = sampleGoods()
  const customers = sampleCustomers()
  const orders = planOrders(period, { variants: goods.variants, customers })
  const stories = new Map(orders.map(({ externalId, story }) => [externalId, story]))
  const storyOf: StoryOf = (externalId) => stories.get(externalId) ?? noStory
  const opening: ((command: Command) => Promise<void>)[] = [
    openPlaces,
    (command) => listGoods(command, goods),
    (command) => enterCustomers(command, customers),
    (command) => fillShelves(command, goods.variants),
  ]
  return inTurn(period, [
    ...opening.map((work, index) => {
      return { at: new Date(period.from.getTime() + (index + 1) * minuteMs), work, isOpening: true as const }
    }),
    ...orders.map((order) => ({ at: order.at, order })),
    ...orders.flatMap(({ externalId, acts }) =>
      acts.map(({ at, act }) => ({
        at,
        externalId,
        act: (command: Command, orderId: string) => performAct(command, orderId, act),
      })),
    ),
    ...planStock(period, goods, orders).map(({ at, act }) => ({
      at,
      work: (command: Command) => performStockAct(command, act),
    })),
    ...planDays(period, storyOf),
  ])
}

const noStory = { name: '', orders: 0, ages: [0, 0] } as const

type Wave = (command: Command, storyOf: StoryOf) => Promise<void>

/** What happens on each day, and at which hour. Carriers tell what they have scanned each time. */
const timetable: readonly (readonly [hour: number, minute: number, wave: Wave])[] = [
  [9, 25, pickWave],
  [10, 15, packAndClear],
  [14, 20, pickWave],
  [15, 15, packAndClear],
  [17, 30, shipWave],
]

async function packAndClear(command: Command, storyOf: StoryOf): Promise<void> {
  await packWave(command, storyOf)
  await clearDesk(command, storyOf)
}

function planDays({ from, to }: Period, storyOf: StoryOf): SampleStep[] {
  const random = seededRandom('days of the sample shop')
  const steps: SampleStep[] = []
  let last = from
  for (let day = dayOf(from) + 1; day <= dayOf(to); day++) {
    for (const [hour, minute, wave] of timetable) {
      const at = new Date(momentOf(day, hour, minute).getTime() + random.integer(-500, 500) * secondMs)
      const since = last
      steps.push({
        at,
        work: async (command) => {
          await recordScans(command, since, storyOf)
          await wave(command, storyOf)
        },
      })
      last = at
    }
  }
  return steps
}

/** Takes what the carriers have scanned since they were last asked. */
async function recordScans(command: Command, since: Date, storyOf: StoryOf): Promise<void> {
  const scans = (await findParcelsUnderWay(command.tx)).flatMap((parcel) => {
    const { shipmentId, externalId, trackingNumber, shippedAt, fromRegion, toRegion } = parcel
    const story = storyOf(externalId)
    // Of two parcels the first arrives, unless the second never leaves.
    const isExempt = story.parcels === 2 && story.pause === undefined && trackingNumber.endsWith('-1')
    const journey = journeyOf({
      ...{ trackingNumber, shippedAt, fate: isExempt ? undefined : story.fate },
      from: findRegion({ code: fromRegion ?? '' }),
      to: findRegion({ code: toRegion ?? '' }),
    })
    return journey
      .filter(({ occurredAt }) => occurredAt > since && occurredAt <= command.now)
      .map((event) => ({ shipmentId, ...event }))
  })
  if (scans.length > 0) await recordTrackingEvents(command, scans)
}

/** So long there is between two steps at the least: those who work on the first have done so by then. */
const gapMs = 3 * secondMs

function inTurn({ to }: Period, steps: readonly SampleStep[]): SampleStep[] {
  let earliest = 0
  return [...steps]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((step) => {
      const at = new Date(Math.max(step.at.getTime(), earliest))
      earliest = at.getTime() + gapMs
      return { ...step, at }
    })
    .filter(({ at }) => at.getTime() < to.getTime() - gapMs)
}
