import type { MerchantKeys } from '../../src/platform/crypto/key-ring.ts'

/** A merchant to be filled, and how many orders, customers and variants it shall have. */
export type LargeShop = { merchantId: string; number: number; size: number; keys: MerchantKeys }

/** The id of row `n` of a kind of a shop, as `made_id` makes it in the database: by age, like a UUIDv7. */
export function madeId(kind: keyof typeof kinds, { number }: Pick<LargeShop, 'number'>, n: number): string {
  const time = (firstMs + n * stepMs).toString(16).padStart(12, '0')
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(kinds[kind], 3)}-8${hex(number, 3)}-${hex(n, 12)}`
}

/** When row `n` was made. */
export function madeAt(n: number): Date {
  return new Date(firstMs + n * stepMs)
}

/** When the first row was made. */
export const firstMs = Date.UTC(2025, 0, 1)
/** So long after each row comes the next. */
export const stepMs = 60_000
/** Kinds of rows, by the number that stands in their ids. */
export const kinds = {
  ...{
    product: 1,
    variant: 2,
    location: 3,
    person: 4,
    contact: 5,
    customer: 6,
    document: 7,
    movement: 8,
    order: 9,
    work: 10,
  },
  ...{
    shipment: 11,
    payment: 12,
    transfer: 13,
    note: 14,
    hold: 15,
    cancellation: 16,
    key: 17,
    entry: 18,
    approval: 20,
    edit: 21,
    staff: 22,
    session: 23,
    passkey: 24,
    link: 25,
    challenge: 26,
    role: 27,
    rotation: 28,
    consent: 29,
    disclosure: 30,
    legal_hold: 31,
    job: 60,
    export: 61,
    view: 62,
    preference: 63,
    draft: 32,
  },
}
