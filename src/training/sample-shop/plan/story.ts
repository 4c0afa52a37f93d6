// A story is what happens to an order of the sample shop that does not simply go its way: who orders what, how far the
// warehouse gets, what becomes of the parcel, and what people at their desks do about it.
import type { HoldKind } from '../../../orders/order.ts'
import type { PaymentMethod } from '../../../payments/payment.ts'

/** The steps of a place's work, in their order. */
export const reaches = ['unpicked', 'part_picked', 'picked', 'packed', 'part_shipped'] as const
/** How far the work on an order may get. */
export type Reach = (typeof reaches)[number]

/** What somebody does about one order. Percentages are of what is to be paid. */
export type DeskAct =
  | { do: 'cancel'; reason: string }
  | { do: 'cancel_line'; reason: string }
  | { do: 'hold'; kind: HoldKind; reason: string; detail: string }
  | { do: 'release'; kind: HoldKind }
  | { do: 'pay'; percent: number; method: PaymentMethod }
  | { do: 'authorize' }
  | { do: 'capture' }
  | { do: 'void_payment' }
  | { do: 'refund'; percent: number }
  | { do: 'note'; text: string }
  | { do: 'answer_cancellation'; accepted: boolean }
  | { do: 'hold_work'; reason: string }
  | { do: 'release_work' }
  | { do: 'expire' }

/** What the order itself is like, where the story needs it so. */
export type StoryOrder = {
  buyer?: 'known' | 'company' | 'guest' | 'blocked'
  terms?: 'prepaid' | 'on_account' | 'cash_on_delivery' | 'awaiting_payment'
  expiresInHours?: number
  channel?: string
  /** Goods that the story is about, as `special-goods.ts` names them; without `alone` others are beside them. */
  goods?: SpecialGoods
  alone?: true
  /** At least two lines, each of at least two. */
  several?: true
  /** So many of a line that somebody has a look. */
  large?: true
  address?: 'region_unknown' | 'phone_missing'
  agreedPrice?: true
}

/** Goods that are short on purpose: with the three restocked ones it is the receipt that ends the wait. */
export type SpecialGoods = 'restocked_first' | 'restocked_second' | 'restocked_third' | 'awaited' | 'held'

/** What happens to one kind of order. */
export type Story = {
  name: string
  /** How many orders go this way. */
  orders: number
  /** How many hours before the end of the period they are placed. */
  ages: readonly [least: number, most: number]
  order?: StoryOrder
  /** The work gets so far and no further, until so many hours after the order was placed; without them, for ever. */
  pause?: { at: Reach; hours?: number }
  parcels?: 2
  /** One unit is not found on the shelf. */
  short?: true
  /** What becomes of the parcels, or of the second of two, if they do not simply arrive. */
  fate?: 'stuck' | 'lost' | 'returned'
  /** Nobody releases what intake held. */
  keepsHolds?: true
  /** The courier has not handed in the money. */
  keepsCash?: true
  /** What is done about it, in minutes after the order was placed, give or take a fifth. */
  acts?: readonly (readonly [afterMinutes: number, act: DeskAct])[]
}

/** Whether the story lets work get beyond a step at a moment. */
export function mayGoBeyond({ pause }: Pick<Story, 'pause'>, step: Reach, ageHours: number): boolean {
  if (pause === undefined || ageHours >= (pause.hours ?? Number.POSITIVE_INFINITY)) return true
  return reaches.indexOf(step) < reaches.indexOf(pause.at)
}
