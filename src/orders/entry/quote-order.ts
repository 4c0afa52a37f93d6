/*
 * What an order would come to, decided by the rules that will decide it when it is placed (decide-order.ts), and nothing else:
 * each line is tried alone first, so that one wrong line does not hide the rest, and then all that can be ordered
 * together. A shortage does not end it here: it is told.
 */
import type { SellableVariant } from '../../catalog/catalog-queries.ts'
import type { Contact } from '../../customers/contact.ts'
import { DomainError } from '../../platform/errors.ts'
import { formatPrice } from '../../platform/money.ts'
import type { Scope } from '../../platform/scope.ts'
import { buildLines } from '../intake/build-lines.ts'
import type { Buyer } from '../intake/buyer.ts'
import { type DecidedOrder, decideOrder, shortagePolicyOf } from '../intake/decide-order.ts'
import type { PlaceOrder } from '../intake/place-order-form.ts'
import { priceKey, type References } from '../intake/references.ts'
import { findVariant } from '../intake/resolve-variant.ts'
import { type OrderLine, shortOfStock } from '../order.ts'
import type { Available } from '../sourcing/source-order.ts'
import type { OrderQuote, QuotedLine, QuoteOrder } from './quote-form.ts'
import { goodsOf, stockToPromise } from './stock-to-promise.ts'

/** What quoting needs besides what was asked. */
export type QuoteContext = {
  references: References
  available: Available
  scope: Scope
  /** Null for one that does not exist. */
  buyer: Buyer | null
  /** Undefined while nobody knows where it goes. */
  receiver: Contact | undefined
  actor: string
  at: Date
}

type Problem = NonNullable<QuotedLine['problem']>

/** Quotes an order as far as it is written. */
export function quoteOrder(asked: QuoteOrder, context: QuoteContext): OrderQuote {
  const { references } = context
  const input = orderOf(asked, context)
  const currency = input.currency ?? references.currency
  const problems: Problem[] = []
  const lines = input.lines.map((line, index) => startLine(input, { index, line, currency }, context))
  if (context.buyer === null) problems.push({ code: 'unknown_customer', field: 'customerId', facts: {} })
  const good = lines.filter(({ problem }) => problem === null)
  const decided = good.length === 0 ? undefined : decide(input, { good, problems }, context)
  if (decided !== undefined) tellLines(decided, good, context)
  const isHeld = good.some(({ short, shortagePolicy }) => short > 0 && shortagePolicy === 'hold')
  return {
    ...{ currency, lines, problems },
    totals: decided === undefined ? null : totalsOf(decided),
    sourcing: decided === undefined ? null : { rule: decided.sourcing.rule, outcome: decided.sourcing.outcome },
    holds: [
      ...(decided?.order.holds.map(({ kind, reason }) => ({ kind, reason })) ?? []),
      ...(isHeld ? [{ kind: 'stock' as const, reason: shortOfStock }] : []),
    ],
    placeable: lines.length > 0 && problems.length === 0 && lines.every(({ problem }) => problem === null),
  }
}

/** Only where it goes counts for a quote: name and street are no part of any rule of it. */
function orderOf(asked: QuoteOrder, { receiver }: QuoteContext): PlaceOrder {
  const { customerId, shipTo: _, ...order } = asked
  return {
    ...order,
    shipTo: receiver ?? { name: '-', phone: '000', country: 'CN' },
    ...(customerId !== undefined && { customer: { id: customerId } }),
  }
}

type Asked = { index: number; line: PlaceOrder['lines'][number]; currency: string }

/** A line alone: what it names, what is there of it, and why it could not be ordered. */
function startLine(input: PlaceOrder, { index, line, currency }: Asked, context: QuoteContext): QuotedLine {
  const { references } = context
  const variant = findVariant(line, references)
  const listPrice = variant === undefined ? undefined : references.prices.get(priceKey(variant.id, currency))
  return {
    index,
    variant: variant === undefined ? null : viewOf(variant),
    listPrice: listPrice === undefined ? null : formatPrice(listPrice),
    ...{ price: null, from: [], short: 0 },
    stock: variant === undefined ? null : stockToPromise(variant, context),
    shortagePolicy: variant === undefined ? null : strictest(variant, references),
    problem: problemAlone({ ...input, discount: 0, lines: [line] }, index, { currency, references }),
  }
}

function viewOf({ id, sku, barcode, name, kind }: SellableVariant): NonNullable<QuotedLine['variant']> {
  return { id, sku, barcode, name, kind }
}

const strictness = ['refuse', 'hold', 'backorder'] as const

/** A shortage of a bundle is met as that of its strictest part. */
function strictest(variant: SellableVariant, references: References): QuotedLine['shortagePolicy'] {
  const policies = goodsOf(variant).map(({ itemId }) => shortagePolicyOf(references, itemId))
  return strictness.find((policy) => policies.includes(policy)) ?? null
}

function problemAlone(
  input: PlaceOrder,
  index: number,
  { currency, references }: { currency: string; references: References },
): Problem | null {
  try {
    buildLines('', input, currency, references)
    return null
  } catch (error) {
    const problem = problemOf(error)
    return { ...problem, field: problem.field?.replace('lines[0]', `lines[${index}]`) ?? null }
  }
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof DomainError)) throw error
  return { code: error.code, field: error.field ?? null, facts: error.facts }
}

/** Decides the lines that can be ordered, as if every shortage could wait. */
function decide(
  input: PlaceOrder,
  { good, problems }: { good: readonly QuotedLine[]; problems: Problem[] },
  { references, available, buyer, actor, at, receiver }: QuoteContext,
): DecidedOrder | undefined {
  const { settings } = references
  const addressCheck = receiver === undefined ? 'off' : settings.addressCheck
  const patient: References = {
    ...references,
    policies: new Map(),
    settings: { ...settings, addressCheck, shortagePolicy: 'backorder' },
  }
  const lines = good.map(({ index }) => input.lines[index] as PlaceOrder['lines'][number])
  const guest: Buyer = { customerId: null, contactId: '', tier: 'standard', blocked: false }
  const context = { references: patient, available, buyer: buyer ?? guest, number: 0, actor, at, contentHash: null }
  try {
    return decideOrder({ ...input, lines }, context)
  } catch (error) {
    const problem = problemOf(error)
    const field = problem.field?.replace(/^lines\[(\d+)\]/, (_, at) => `lines[${good[Number(at)]?.index ?? at}]`)
    problems.push({ ...problem, field: field ?? null })
    return undefined
  }
}

function totalsOf({ order }: DecidedOrder): NonNullable<OrderQuote['totals']> {
  const { linesTotal, discountTotal, shippingTotal, taxTotal, taxIncluded, total } = order
  return { linesTotal, discountTotal, shippingTotal, taxTotal, taxIncluded, total }
}

/** Puts what was decided on the lines that were asked for; what a bundle is made of counts for the bundle. */
function tellLines(
  { order, allocations, reservations }: DecidedOrder,
  good: QuotedLine[],
  context: QuoteContext,
): void {
  const asked = order.lines.filter(({ parentLineNumber }) => parentLineNumber === null)
  const takes = Map.groupBy([...allocations, ...reservations], ({ lineNumber }) => lineNumber)
  const names = new Map(context.references.locations.map((location) => [location.id, location]))
  for (const [at, line] of asked.entries()) {
    const quoted = good[at] as QuotedLine
    const parts = order.lines.filter((part) => part === line || part.parentLineNumber === line.lineNumber)
    const { unitPrice, lineTotal, discount, shipping, tax } = line
    quoted.price = { unitPrice: formatPrice(unitPrice), lineTotal, discount, shipping, tax }
    quoted.short = shortOf(line, parts)
    quoted.from = parts
      .flatMap(({ lineNumber }) => takes.get(lineNumber) ?? [])
      .flatMap(({ locationId, quantity }) => {
        const place = names.get(locationId)
        return place === undefined ? [] : [{ locationId, code: place.code, name: place.name, quantity }]
      })
    if (quoted.short > 0 && quoted.shortagePolicy === 'refuse') quoted.problem = outOfStock(quoted, line)
  }
}

/** Of a bundle as many as its scarcest part lacks. */
function shortOf(line: OrderLine, parts: readonly OrderLine[]): number {
  return Math.max(...parts.map((part) => Math.ceil((part.backordered * line.quantity) / part.quantity)))
}

function outOfStock({ index, stock }: QuotedLine, { sku, quantity }: OrderLine): Problem {
  const facts = { sku, requested: quantity, available: stock?.toPromise ?? 0 }
  return { code: 'out_of_stock', field: `lines[${index}].quantity`, facts }
}
