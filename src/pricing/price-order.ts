// Prices of an order: what its lines come to, and each line's share of what was taken off or added for the whole. Every
// share adds up to its whole in minor units, so that a part of an order can be refunded exactly.
import { allocate, lineAmount, taxInside, taxOnTop } from '../platform/money.ts'

/** A line to be priced: price units (ten-thousandths of the major unit) and basis points. */
export type LineToPrice = { unitPrice: number; quantity: number; taxRateBasisPoints: number }

/** An order to be priced; amounts in minor units of its currency. */
export type OrderToPrice = {
  currency: string
  /** Whether the prices contain the tax, or it comes on top. */
  taxIncluded: boolean
  shipping: number
  /** Off the whole order. */
  discount: number
  lines: readonly LineToPrice[]
}

/** A line's amounts in minor units; `discount` and `shipping` are its shares of the order's. */
export type PricedLine = { lineTotal: number; discount: number; shipping: number; tax: number }

/** A priced order. `total` is what is to be paid. */
export type PricedOrder = {
  lines: PricedLine[]
  linesTotal: number
  discountTotal: number
  shippingTotal: number
  taxTotal: number
  total: number
}

/**
 * Prices an order. Each line is rounded once; discount and shipping are split by what the lines come to; tax is of the
 * line with its shares. Whether the discount is larger than the lines is the caller's to refuse.
 * @throws RangeError for amounts beyond safe integers
 */
export function priceOrder({ currency, taxIncluded, shipping, discount, lines }: OrderToPrice): PricedOrder {
  const lineTotals = lines.map(({ unitPrice, quantity }) => lineAmount(unitPrice, quantity, currency))
  const discounts = shares(discount, lineTotals)
  const shippings = shares(shipping, lineTotals)
  const priced: PricedLine[] = []
  let linesTotal = 0
  let taxTotal = 0
  for (let index = 0; index < lines.length; index++) {
    const lineTotal = lineTotals[index] as number
    const lineDiscount = discounts === undefined ? 0 : (discounts[index] as number)
    const lineShipping = shippings === undefined ? 0 : (shippings[index] as number)
    const rate = (lines[index] as LineToPrice).taxRateBasisPoints
    const taxed = lineTotal - lineDiscount + lineShipping
    const tax = rate === 0 ? 0 : taxIncluded ? taxInside(taxed, rate) : taxOnTop(taxed, rate)
    priced.push({ lineTotal, discount: lineDiscount, shipping: lineShipping, tax })
    linesTotal += lineTotal
    taxTotal += tax
  }
  const total = linesTotal - discount + shipping + (taxIncluded ? 0 : taxTotal)
  if (!Number.isSafeInteger(linesTotal) || !Number.isSafeInteger(total)) throw new RangeError('the order is too large')
  return { lines: priced, linesTotal, discountTotal: discount, shippingTotal: shipping, taxTotal, total }
}

/**
 * Splits a bundle's amounts over its components by `weights`, exactly. Discount, shipping and tax go by the shares of
 * the line's total, so that no component is given more off than it costs.
 */
export function shareBundlePrice(
  { lineTotal, discount, shipping, tax }: PricedLine,
  weights: readonly number[],
): PricedLine[] {
  const lineTotals = allocate(lineTotal, weights)
  const byTotal = lineTotal > 0 ? lineTotals : weights
  const discounts = shares(discount, byTotal)
  const shippings = shares(shipping, byTotal)
  const taxes = shares(tax, byTotal)
  return lineTotals.map((share, index) => ({
    lineTotal: share,
    discount: discounts?.[index] ?? 0,
    shipping: shippings?.[index] ?? 0,
    tax: taxes?.[index] ?? 0,
  }))
}

/** Most orders have nothing to split, and one line takes all: neither is worth the sorting of remainders. */
function shares(total: number, weights: readonly number[]): readonly number[] | undefined {
  if (total === 0) return undefined
  return weights.length === 1 ? [total] : allocate(total, weights)
}
