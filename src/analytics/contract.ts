import { z } from 'zod'
import { orderStages } from '../orders/order.ts'
import type { Contract } from '../platform/http/contract.ts'
import { orderWaits, workWaits } from './waiting.ts'

const moment = z.iso.datetime()
const day = z.iso.date()

const amounts = z.array(z.object({ currency: z.string(), amount: z.int() })).describe('in minor units, by currency')
const orderSum = { orders: z.int(), amounts }
const timeFigures = z.object({
  ...orderSum,
  shipped: z.int().describe('orders of which the first goods left'),
  cancelled: z.int().describe('orders that were cancelled, and stayed so'),
})

const waiting = {
  count: z.int(),
  more: z.boolean().describe('there are more than were counted'),
  since: moment.nullable().describe('since when the longest waits'),
}

const waitingView = z.object({
  orders: z.array(z.object({ kind: z.enum(orderWaits), ...waiting })),
  allOrders: z.object(waiting).nullable().describe('orders that wait, each once however many things it waits for'),
  work: z.array(
    z.object({
      status: z.enum(workWaits),
      location: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
      ...waiting,
    }),
  ),
  approvals: z.object(waiting).nullable().describe('asked by others, for who may decide them'),
  deadLetters: z.object(waiting).nullable(),
  lowStock: z
    .object({ count: z.int(), more: z.boolean() })
    .nullable()
    .describe('levels that have less than their buffer: below_safety of the levels'),
  lackingGoods: z
    .object(waiting)
    .nullable()
    .describe('goods that orders wait for, for who plans the stock of all places; since: no more than are counted'),
  unpricedGoods: z
    .object({ count: z.int(), more: z.boolean() })
    .nullable()
    .describe('variants for sale without a list price, for who looks after goods or prices'),
  onTheWay: z.object(waiting).nullable().describe('transfers that were sent and not received, for who moves stock'),
})

const homeView = z.object({
  at: moment,
  timeZone: z.string(),
  currency: z.string(),
  waiting: waitingView,
  figures: z
    .object({
      today: timeFigures.extend({ day, from: moment }),
      lastWeek: timeFigures.extend({ day, from: moment, before: moment }).describe('up to the same ten minutes'),
      hours: z
        .array(z.object({ hour: z.int(), today: z.int(), lastWeek: z.int() }))
        .describe('orders that came, on the whole of both days'),
      from: moment.describe('since when the following count the orders that came'),
      channels: z.array(z.object({ channel: z.string(), name: z.string(), ...orderSum })),
      stages: z.array(z.object({ stage: z.enum(orderStages), orders: z.int() })),
      areas: z.array(
        z.object({ area: z.string().describe('a province of China by its code, else a country'), ...orderSum }),
      ),
    })
    .nullable(),
  noFigures: z
    .enum(['not_permitted', 'narrowed_to_places', 'not_made_yet'])
    .nullable()
    .describe('why there are none: sums are not kept by place; those of earlier orders are being made'),
})

/** What waits for the caller, and how the day goes. */
export const homeContract = {
  operation: 'findHome',
  summary: 'What waits for the caller, and how the day goes against the same weekday a week ago',
  method: 'GET',
  path: '/home',
  permission: 'home.read',
  query: z.strictObject({
    days: z.enum(['1', '7', '30']).default('1').describe('channels, stages and areas of so many days, today the last'),
  }),
  response: homeView.meta({ id: 'Home' }),
  problems: [],
} as const satisfies Contract

/** Only what waits: for the menu, which everybody has before them all day. */
export const waitingContract = {
  operation: 'findWaiting',
  summary: 'What waits for the caller, without the figures of the day',
  method: 'GET',
  path: '/home/waiting',
  permission: 'home.read',
  response: waitingView.meta({ id: 'Waiting' }),
  problems: [],
} as const satisfies Contract
