import type { NewRow, TableName } from '../../src/platform/db/bulk.ts'

/** When everything in a healthy shop happened. */
export const shopTime = new Date('2026-01-05T08:00:00Z')

/** The ids of what a healthy shop has, by name, and its number. */
export type ShopIds = ReturnType<typeof shopIds>

/** Rows of a shop by table, without their merchant. */
export type ShopRows = { [Table in TableName]?: Partial<NewRow<Table>>[] }

const names = [
  'merchant apiKey tea black green set wrapping north south receiptNorth receiptSouth damage transfer customer',
  'picking completed awaiting cancelled bundled partial held requested',
  'pickingNorth pickingSouth completedWork cancelledWork bundledNorth bundledSouth partialWork requestedWork delivered onItsWay',
  'labelled spoiled',
  'paid refunded channelPicking channelHeld captured1 captured2 captured3 captured4 refund note paymentHold manualHold',
  'cancellation lineCancellation request placeHold import',
  'approvedWriteOff approvedRefund openApproval edit consent disclosure legalHold customerNote',
] as const

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text

/** The ids of a shop: the same names of different shops have different ids. */
export function shopIds(shop: number) {
  const entries = names.flatMap((line) => line.split(' ')).map((name, index) => [name, shopId(shop, index + 1)])
  return { number: shop, ...(Object.fromEntries(entries) as Record<Words<(typeof names)[number]>, string>) }
}

/** One more id of a shop. */
export function shopId(shop: number, number: number): string {
  return `0198c000-0000-7000-8000-${String(shop).padStart(4, '0')}${String(number).padStart(8, '0')}`
}
