import type { SellableVariant } from '../../catalog/catalog-queries.ts'
import { DomainError } from '../../platform/errors.ts'
import { currencyExponent, lineAmount } from '../../platform/money.ts'
import { type PricedLine, priceOrder, shareBundlePrice } from '../../pricing/price-order.ts'
import type { OrderLine } from '../order.ts'
import type { PlaceOrder } from './place-order-form.ts'
import { priceKey, type References } from './references.ts'
import { resolveVariant } from './resolve-variant.ts'

/** The amounts of an order in minor units. */
export type OrderTotals = {
  linesTotal: number
  discountTotal: number
  shippingTotal: number
  taxTotal: number
  taxIncluded: boolean
  total: number
}

/** Priced lines, bundles expanded; `mispriced` are those whose given price is not the list's. */
export type BuiltLines = { lines: OrderLine[]; totals: OrderTotals; mispriced: number[] }

/** The most lines of an order, those of components counted. */
const maxOrderLines = 5000
/** The largest count that a column holds (PostgreSQL integer). */
const maxQuantity = 2_147_483_647
/** The most minor units that lines may come to; with tax and shipping still far from where whole numbers end. */
const maxTotal = 1_000_000_000_000_000

/**
 * Resolves and prices the lines of an order. A bundle becomes its own line and one for each component, which share its
 * price by their list prices.
 * @throws DomainError `unknown_product`, `product_archived`, `no_price`, `discount_too_large`, `amount_too_large`,
 *   `too_many_lines`, `quantity_too_large`
 */
export function buildLines(orderId: string, input: PlaceOrder, currency: string, references: References): BuiltLines {
  const variants = input.lines.map((line, index) => resolveVariant(line, index, references))
  const mispriced: number[] = []
  let taxIncluded = true
  const wanted = input.lines.map((line, index) => {
    const variant = variants[index] as SellableVariant
    const listPrice = references.prices.get(priceKey(variant.id, currency))
    const unitPrice = line.unitPrice ?? listPrice
    if (unitPrice === undefined) {
      throw new DomainError('refused', 'no_price', {
        field: `lines[${index}].unitPrice`,
        facts: { sku: variant.sku, currency },
      })
    }
    if (listPrice !== undefined && unitPrice !== listPrice) mispriced.push(index)
    const rate = references.taxRates.get(variant.taxClass)
    if (rate !== undefined) taxIncluded = rate.included
    return { unitPrice, quantity: line.quantity, taxRateBasisPoints: rate?.rateBasisPoints ?? 0 }
  })
  const priced = priceWithin(input, currency, taxIncluded, wanted)
  const lines: OrderLine[] = []
  for (let index = 0; index < variants.length; index++) {
    const variant = variants[index] as SellableVariant
    if (lines.length + 1 + variant.components.length > maxOrderLines) {
      throw new DomainError('refused', 'too_many_lines', { field: `lines[${index}]`, facts: { max: maxOrderLines } })
    }
    const place = { orderId, lineNumber: lines.length + 1, parentLineNumber: null }
    const parent = newLine(place, variant, wanted[index] as (typeof wanted)[number], priced.lines[index] as PricedLine)
    lines.push(parent)
    if (variant.kind === 'bundle') lines.push(...componentLines(parent, { variant, index, currency, references }))
  }
  const { linesTotal, discountTotal, shippingTotal, taxTotal, total } = priced
  return { lines, totals: { linesTotal, discountTotal, shippingTotal, taxTotal, taxIncluded, total }, mispriced }
}

function priceWithin(
  input: PlaceOrder,
  currency: string,
  taxIncluded: boolean,
  lines: { unitPrice: number; quantity: number; taxRateBasisPoints: number }[],
): ReturnType<typeof priceOrder> {
  requireAmount(currency, lines, (index) => `lines[${index}].unitPrice`)
  const priced = priceOrder({ currency, taxIncluded, shipping: input.shipping, discount: input.discount, lines })
  if (priced.discountTotal > priced.linesTotal) {
    throw new DomainError('refused', 'discount_too_large', {
      field: 'discount',
      facts: { linesTotal: priced.linesTotal },
    })
  }
  return priced
}

/** Before they are multiplied exactly, so that no product is beyond whole numbers. @throws DomainError `amount_too_large` */
function requireAmount(
  currency: string,
  lines: readonly { unitPrice: number; quantity: number }[],
  fieldOf: (index: number) => string,
): void {
  const minorUnits = 10 ** currencyExponent(currency)
  let gross = 0
  for (const [index, { unitPrice, quantity }] of lines.entries()) {
    gross += ((unitPrice * quantity) / 10_000) * minorUnits
    if (gross > maxTotal) throw new DomainError('refused', 'amount_too_large', { field: fieldOf(index) })
  }
}

type Bundle = { variant: SellableVariant; index: number; currency: string; references: References }

/** @throws DomainError `quantity_too_large`, `amount_too_large` */
function componentLines(parent: OrderLine, { variant: bundle, index, currency, references }: Bundle): OrderLine[] {
  const priced = bundle.components.map(({ variantId, quantity }) => {
    const variant = references.byId.get(variantId)
    if (variant === undefined) throw new Error(`component ${variantId} of bundle ${bundle.id} is not known`)
    if (quantity * parent.quantity > maxQuantity) {
      const facts = { sku: variant.sku, max: maxQuantity }
      throw new DomainError('refused', 'quantity_too_large', { field: `lines[${index}].quantity`, facts })
    }
    return { variant, quantity, unitPrice: references.prices.get(priceKey(variantId, currency)) ?? 0 }
  })
  requireAmount(currency, priced, () => `lines[${index}]`)
  const components = priced.map(({ variant, quantity, unitPrice }) => {
    return { variant, quantity: quantity * parent.quantity, weight: lineAmount(unitPrice, quantity, currency) }
  })
  const weights = components.some(({ weight }) => weight > 0)
    ? components.map(({ weight }) => weight)
    : components.map(({ quantity }) => quantity)
  const shares = shareBundlePrice(parent, weights)
  return components.map(({ variant, quantity }, index) =>
    newLine(
      { orderId: parent.orderId, lineNumber: parent.lineNumber + 1 + index, parentLineNumber: parent.lineNumber },
      variant,
      { quantity, unitPrice: 0, taxRateBasisPoints: parent.taxRateBasisPoints },
      shares[index] as PricedLine,
    ),
  )
}

function newLine(
  place: { orderId: string; lineNumber: number; parentLineNumber: number | null },
  variant: SellableVariant,
  price: { quantity: number; unitPrice: number; taxRateBasisPoints: number },
  { lineTotal, discount, shipping, tax }: PricedLine,
): OrderLine {
  return {
    orderId: place.orderId,
    lineNumber: place.lineNumber,
    parentLineNumber: place.parentLineNumber,
    variantId: variant.id,
    sku: variant.sku,
    name: variant.name,
    kind: variant.kind,
    quantity: price.quantity,
    unitPrice: price.unitPrice,
    lineTotal,
    discount,
    shipping,
    tax,
    taxRateBasisPoints: price.taxRateBasisPoints,
    cancelled: 0,
    unallocated: variant.kind === 'stocked' ? price.quantity : 0,
    backordered: 0,
    reserved: 0,
    allocated: 0,
    picked: 0,
    shipped: 0,
    delivered: 0,
  }
}
