import { packFulfillmentOrders } from '../../fulfillment/pack-fulfillment-orders.ts'
import { type PickInput, pickFulfillmentOrders } from '../../fulfillment/pick-fulfillment-orders.ts'
import { type ShipInput, shipFulfillmentOrders } from '../../fulfillment/ship-fulfillment-orders.ts'
import type { Command } from '../../platform/command.ts'
import { seededRandom } from '../../platform/random.ts'
import { hourMs, minuteMs } from '../../platform/time.ts'
import { mayGoBeyond, type Reach, type Story } from './plan/story.ts'
import { findWorkLines, type WorkLine } from './sample-queries.ts'

/** Which story an order of a channel's number is part of. */
export type StoryOf = (externalId: string) => Story

/** The work of one place on one order. */
type Work = Omit<WorkLine, 'lineNumber' | 'leftToPick' | 'leftToPack' | 'leftToShip'> & {
  story: Story
  lines: WorkLine[]
}

/** Paper and people need a while from an order to its place. */
const notBeforeMs = 10 * minuteMs

/** All places pick what has come in: all of it, or as much as the story of its order allows. */
export async function pickWave(command: Command, storyOf: StoryOf): Promise<void> {
  const inputs = (await findWork(command, storyOf))
    .filter((work) => work.status === 'released' && mayPass(command, work, 'unpicked'))
    .filter(({ placedAt }) => command.now.getTime() - placedAt.getTime() >= notBeforeMs)
    .map(pickOf)
  if (inputs.length > 0) await pickFulfillmentOrders(command, inputs)
}

/** All places pack what is picked. */
export async function packWave(command: Command, storyOf: StoryOf): Promise<void> {
  const inputs = (await findWork(command, storyOf))
    .filter((work) => work.status === 'picking' && mayPass(command, work, 'picked'))
    .filter(({ lines }) => lines.every(({ leftToPick }) => leftToPick === 0))
    .map(({ fulfillmentOrderId }) => ({ fulfillmentOrderId }))
  if (inputs.length > 0) await packFulfillmentOrders(command, inputs)
}

/** The couriers come and take what is packed. */
export async function shipWave(command: Command, storyOf: StoryOf): Promise<void> {
  const numbers = new Map<string, number>()
  const inputs = (await findWork(command, storyOf))
    .filter((work) => work.status === 'packed' && mayPass(command, work, 'packed'))
    .filter((work) => work.parcels === 0 || mayPass(command, work, 'part_shipped'))
    .map((work) => {
      const number = (numbers.get(work.externalId) ?? work.parcels) + 1
      numbers.set(work.externalId, number)
      return parcelOf(work, number)
    })
  if (inputs.length > 0) await shipFulfillmentOrders(command, inputs)
}

async function findWork({ tx }: Command, storyOf: StoryOf): Promise<Work[]> {
  const byPlace = Map.groupBy(await findWorkLines(tx), ({ fulfillmentOrderId }) => fulfillmentOrderId)
  return [...byPlace.values()].map((lines) => {
    const { fulfillmentOrderId, status, externalId, placedAt, parcels } = lines[0] as WorkLine
    return { fulfillmentOrderId, status, externalId, placedAt, parcels, lines, story: storyOf(externalId) }
  })
}

function mayPass({ now }: Command, { story, placedAt }: Work, step: Reach): boolean {
  return mayGoBeyond(story, step, (now.getTime() - placedAt.getTime()) / hourMs)
}

function pickOf({ fulfillmentOrderId, story, lines, parcels }: Work): PickInput {
  const open = lines.filter(({ leftToPick }) => leftToPick > 0)
  const [first] = open
  if (first === undefined) return { fulfillmentOrderId }
  if (story.pause?.at === 'part_picked') {
    return { fulfillmentOrderId, lines: [{ lineNumber: first.lineNumber, quantity: 1 }] }
  }
  // Of work that was sourced again the rest is found.
  if (!story.short || parcels > 0 || lines.length < 2) return { fulfillmentOrderId }
  return {
    fulfillmentOrderId,
    lines: open.map(({ lineNumber, leftToPick }, index) =>
      index === 0 ? { lineNumber, quantity: leftToPick - 1, short: 1 } : { lineNumber, quantity: leftToPick },
    ),
  }
}

const carriers = ['顺丰速运', '圆通速递', '中通快递', '京东快递']

function parcelOf({ fulfillmentOrderId, externalId, story, lines }: Work, number: number): ShipInput {
  const carrier = seededRandom(`${externalId} carrier`).pick(carriers)
  const parcel = { fulfillmentOrderId, carrier, trackingNumber: `YD${externalId}-${number}` }
  const units = lines.reduce((sum, { leftToShip }) => sum + leftToShip, 0)
  if (story.parcels !== 2 || number > 1 || units < 2) return parcel
  const first = lines.find(({ leftToShip }) => leftToShip > 0) as WorkLine
  return { ...parcel, lines: [{ lineNumber: first.lineNumber, quantity: 1 }] }
}
