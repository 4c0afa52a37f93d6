import { z } from 'zod'
import { currencies, parsePrice } from './money.ts'

const currency = z.enum(currencies as [string, ...string[]])
const priceText = z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, 'a decimal number with at most four decimals, as text')

/** Prices that come in, of each currency one: decimal numbers of its major unit, as text. */
export const pricesInput = z.array(z.strictObject({ currency, price: priceText })).max(50)

/** A price that came in, in price units. */
export function readPrice({ currency, price }: { currency: string; price: string }): {
  currency: string
  price: number
} {
  return { currency, price: parsePrice(price) }
}
