// The removal of the sample shop: its orders come to an end, its shelves are emptied, its products, places and customers are put
// away, each through the use case that a person would use. Nothing that was told is taken back: the sample shop's five weeks stay
// in the audit. What real work depends on is left as it is, and named. Pure.

/** What can be in the way. */
export const keptReasons = [
  'has_shipped',
  'in_open_order',
  'in_bundle',
  'has_stock',
  'has_work',
  'has_people',
  'open_orders',
  'refused',
] as const

/** What was left as it is, how people know it, and why. */
export type Kept = {
  kind: 'order' | 'product' | 'location' | 'customer' | 'transfer'
  id: string
  label: string
  reason: (typeof keptReasons)[number]
}

/** What a removal came to, in numbers. */
export type SampleRemoval = {
  ordersCancelled: number
  ordersFinished: number
  parcelsDelivered: number
  paymentsRefunded: number
  transfersEnded: number
  unitsWrittenOff: number
  productsArchived: number
  locationsClosed: number
  customersErased: number
  kept: Kept[]
}

/** A removal that has not begun. */
export function noRemoval(): SampleRemoval {
  return {
    ...{ ordersCancelled: 0, ordersFinished: 0, parcelsDelivered: 0, paymentsRefunded: 0, transfersEnded: 0 },
    ...{ unitsWrittenOff: 0, productsArchived: 0, locationsClosed: 0, customersErased: 0, kept: [] },
  }
}
