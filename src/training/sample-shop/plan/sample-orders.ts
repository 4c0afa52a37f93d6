import type { z } from 'zod'
import { type PlaceOrder, placeOrderForm } from '../../../orders/intake/place-order-form.ts'
import { type SeededRandom, seededRandom } from '../../../platform/random.ts'
import { dayMs, hourMs, minuteMs } from '../../../platform/time.ts'
import { drawBasket, type Shelf, stockShelf } from './basket.ts'
import { type Buyer, drawBuyer } from './buyer.ts'
import { drawMoment, isoDate, type Period, shortDate } from './calendar.ts'
import { closedStories } from './closed-stories.ts'
import { openStories } from './open-stories.ts'
import type { SampleCustomer } from './sample-people.ts'
import type { SampleVariant } from './sample-products.ts'
import type { DeskAct, Story } from './story.ts'

/** An order that somebody will place, and what people will do about it. */
export type PlannedOrder = {
  at: Date
  /** What the plan knows it by; also the number that its channel gives it. */
  externalId: string
  input: PlaceOrder
  story: Story
  acts: readonly { at: Date; act: DeskAct }[]
}

/** The orders that simply go their way: many are completed, the youngest are wherever they have got to. */
const usual: Story = { name: 'usual', orders: 236, ages: [0, 790] }

/** Orders come in bursts (a coupon, a live show, a marketplace that hands over what it has gathered): so many, so long. */
const bursts = { count: 120, lengthMs: 5 * minuteMs, share: 0.85 }
/** A story that may begin within so many hours is not bound to a time of day. */
const wideHours = 100

const defaultExpiryHours = 24

/** Plans every order of the period, the first first. The same period and goods give the same plan. */
export function planOrders(
  period: Period,
  { variants, customers }: { variants: readonly SampleVariant[]; customers: readonly SampleCustomer[] },
): PlannedOrder[] {
  const random = seededRandom('orders of the sample shop')
  const shelf = stockShelf(variants, random)
  const starts = Array.from({ length: bursts.count }, () => momentFor(usual, period, [], random))
  const drafts = [usual, ...openStories, ...closedStories].flatMap((story) =>
    Array.from({ length: story.orders }, () => {
      const at = momentFor(story, period, starts, random)
      const buyer = drawBuyer(customers, story.order ?? {}, random)
      return { at, story, buyer, acts: planActs(story, at, random), form: formOf(story, { at, buyer }, shelf, random) }
    }),
  )
  drafts.sort((a, b) => a.at.getTime() - b.at.getTime())
  return drafts.map(({ at, story, buyer, acts, form }, index) => {
    const externalId = `${buyer.channel.slice(0, 1).toUpperCase()}${shortDate(at)}${String(index + 1).padStart(4, '0')}`
    return { at, externalId, story, acts, input: placeOrderForm.parse({ ...form, externalId }) }
  })
}

/** Most orders of stories that leave it open come in a burst. */
function momentFor(
  { ages: [least, most] }: Story,
  { to }: Period,
  starts: readonly Date[],
  random: SeededRandom,
): Date {
  const [first, last] = [to.getTime() - most * hourMs, to.getTime() - least * hourMs - 2 * bursts.lengthMs]
  const possible = starts.filter((start) => start.getTime() >= first && start.getTime() <= last)
  if (most - least > wideHours && possible.length > 0 && random.next() < bursts.share) {
    return new Date(random.pick(possible).getTime() + random.integer(0, bursts.lengthMs))
  }
  return drawMoment(random, { from: new Date(first), to: new Date(to.getTime() - least * hourMs - minuteMs) })
}

function planActs({ acts = [], order = {} }: Story, placedAt: Date, random: SeededRandom): PlannedOrder['acts'] {
  const pace = random.integer(80, 120)
  const planned = acts.map(([afterMinutes, act]) => {
    return { at: new Date(placedAt.getTime() + Math.round((afterMinutes * minuteMs * pace) / 100)), act }
  })
  const isSettled = acts.some(
    ([, act]) => act.do === 'capture' || act.do === 'cancel' || (act.do === 'pay' && act.percent === 100),
  )
  if (order.terms !== 'awaiting_payment' || isSettled) return planned
  const expiryMs = (order.expiresInHours ?? defaultExpiryHours) * hourMs
  // The sweep comes each minute.
  const sweptAt = new Date(placedAt.getTime() + expiryMs + random.integer(1, 59) * 1000)
  return [...planned, { at: sweptAt, act: { do: 'expire' } }]
}

type Form = z.input<typeof placeOrderForm>

function formOf(
  { order = {}, name }: Story,
  { at, buyer }: { at: Date; buyer: Buyer },
  shelf: Shelf,
  random: SeededRandom,
): Form {
  const { channel, customer, shipTo, terms } = buyer
  const { lines, amount } = drawBasket(shelf, { wants: order, isCompany: buyer.isCompany }, random)
  const { expiresInHours } = order
  return {
    ...{ channel, shipTo, lines },
    ...(customer !== undefined && { customer }),
    shipping: amount < 9_900 ? 1_000 : 0,
    discount: name === usual.name && random.next() < 0.15 ? Math.floor((amount * random.pick([5, 10])) / 100) : 0,
    payment: { terms, ...(expiresInHours !== undefined && { expiresInMinutes: expiresInHours * 60 }) },
    ...(random.next() < 0.04 && {
      requestedDeliveryOn: isoDate(new Date(at.getTime() + random.integer(3, 7) * dayMs)),
    }),
    ...(random.next() < 0.08 && { note: random.pick(notes) }),
  }
}

const notes = [
  '请在工作日送货。',
  '送礼用, 包裹里请勿放价格单。',
  '派送前请先电话联系。',
  '放门口即可, 不用打电话。',
  '需要开发票, 抬头见客户资料。',
  '麻烦尽快发货, 谢谢！',
]
