/*
 * What the address of the list of orders says: which orders, in which order, which of them is open. Pure.
 */
import { filterIn } from '../../platform/list/filters.ts'
import type { Search } from '../../platform/search.ts'

/** Each part of the filter, as the address and the API call it. */
export const filterKeys = [
  ...(['stage', 'channel', 'source', 'locationId', 'paymentStatus', 'fulfillmentStatus'] as const),
  ...(['holdKind', 'held', 'tier', 'area', 'placedFrom', 'placedBefore', 'deliveryFrom', 'deliveryTo'] as const),
  ...(['totalFrom', 'totalTo', 'sku', 'carrier', 'hasNotes', 'customerId', 'text'] as const),
  ...(['lacking', 'cancellationRequested'] as const),
  ...(['shippedFrom', 'shippedBefore', 'cancelledFrom', 'cancelledBefore'] as const),
]

/** A part of the filter. */
export type FilterKey = (typeof filterKeys)[number]

/** The filter as the API takes it: of several values of one part, with commas between them. */
export type OrderFilterText = { [Key in FilterKey]?: string }

/** Holds that wait for a person who looks at the order: the others end by a payment or by goods. */
export const reviewedHolds = 'review,fraud,address,credit,manual'

/** The filter that an address says. */
export function filterOf(view: Search): OrderFilterText {
  return filterIn(view, filterKeys)
}

/** The tab that a filter stands in: a stage, what is to be reviewed, everything; undefined where it is none of them. */
export function tabOf({ stage, holdKind, held }: OrderFilterText): string | undefined {
  if (stage !== undefined) return stage.includes(',') ? undefined : stage
  if (holdKind === undefined && held === undefined) return 'all'
  return holdKind === reviewedHolds && held === undefined ? 'review' : undefined
}

/** What the address changes to for a tab. */
export function filterOfTab(tab: string): { [Key in 'stage' | 'holdKind' | 'held']: string | undefined } {
  const none = { stage: undefined, holdKind: undefined, held: undefined }
  if (tab === 'review') return { ...none, holdKind: reviewedHolds }
  return tab === 'all' ? none : { ...none, stage: tab }
}

/** Numbers that were pasted, each once: whatever stands between them. */
export function pastedNumbers(text: string): string[] {
  const numbers = text.split(/[\s,，;；、|]+/u).map((number) => number.replace(/^[#＃]/u, '').trim())
  return [...new Set(numbers.filter((number) => number !== ''))]
}
