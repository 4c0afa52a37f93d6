/*
 * What a line of the file is. Pure. A line that is a sale becomes a line of its invoice's order; each other one is kept aside
 * with the reason. The first rule that fits counts:
 *
 *   unreadable          no invoice, no stock code, or a quantity, price or time that is none
 *   cancellation        the invoice begins with C: goods that came back, a discount, a fee. They wait for the returns module
 *   bad_debt            the invoice begins with A: an adjustment of bad debt
 *   negative_quantity   goods that left without a sale: broken, lost, thrown away; they never have a price
 *   zero_quantity       nothing of something
 *   negative_price      money that goes back outside a cancellation
 *   zero_price          a sample, a gift or a correction of stock: nobody bought it
 *
 * Fees are told by their code. With a price above 0 on a sale they are sold like goods (postage, carriage, a manual line),
 * as a service: nothing of them is in stock. With another sign they stand on a cancellation, and wait there. A line that
 * repeats another is another sale of the same: it is not dropped.
 */
import type { SourceLine } from './source-line.ts'

/** Why a line does not become a line of an order. `refused`: its whole order was, the detail says why. */
export const stagingReasons = [
  'cancellation',
  'bad_debt',
  'negative_quantity',
  'zero_quantity',
  'negative_price',
  'zero_price',
  'unreadable',
  'refused',
] as const

/** Why a line does not become a line of an order. */
export type StagingReason = (typeof stagingReasons)[number]

/** A line that is a sale: all of it could be read. */
export type SaleLine = SourceLine & { quantity: number; price: number; at: Date }

/** A line that is kept aside; `detail` names the columns that could not be read, or why the order was refused. */
export type StagedLine = { line: SourceLine; reason: StagingReason; detail: string }

/** What a line is. */
export function classifyLine(line: SourceLine): { sale: SaleLine } | { staged: StagedLine } {
  const { quantity, price, at } = line
  if (quantity === undefined || price === undefined || at === undefined || !hasNames(line)) {
    return stage(line, 'unreadable', unreadableColumns(line).join(', '))
  }
  if (line.invoice.startsWith('C')) return stage(line, 'cancellation')
  if (line.invoice.startsWith('A')) return stage(line, 'bad_debt')
  if (quantity < 0) return stage(line, 'negative_quantity')
  if (quantity === 0) return stage(line, 'zero_quantity')
  if (price < 0) return stage(line, 'negative_price')
  if (price === 0) return stage(line, 'zero_price')
  return { sale: line as SaleLine }
}

/** Whether a code is a fee or other service and not goods. Vouchers are sold by code too, and nothing of them is in stock. */
export function isServiceCode(stockCode: string): boolean {
  return serviceCodes.has(stockCode.toUpperCase()) || /^gift_/i.test(stockCode)
}

const serviceCodes = new Set([
  'POST', // postage
  'DOT', // postage of the web shop
  'C2', // carriage
  'C3',
  'M', // manual
  'D', // discount
  'S', // samples
  'B', // bad debt
  'ADJUST',
  'ADJUST2',
  'BANK CHARGES',
  'AMAZONFEE',
  'CRUK', // commission to a charity, in the second year
])

function stage(line: SourceLine, reason: StagingReason, detail = ''): { staged: StagedLine } {
  return { staged: { line, reason, detail } }
}

function unreadableColumns(line: SourceLine): string[] {
  return [
    ...(isName(line.invoice) ? [] : ['Invoice']),
    ...(isName(line.stockCode) ? [] : ['StockCode']),
    ...(line.quantity === undefined ? ['Quantity'] : []),
    ...(line.at === undefined ? ['InvoiceDate'] : []),
    ...(line.price === undefined ? ['Price'] : []),
    ...(line.customer === '' || isName(line.customer) ? [] : ['Customer ID']),
    ...(line.country === '' || isName(line.country) ? [] : ['Country']),
  ]
}

function hasNames({ invoice, stockCode, customer, country }: SourceLine): boolean {
  return (
    isName(invoice) && isName(stockCode) && (customer === '' || isName(customer)) && (country === '' || isName(country))
  )
}

/** As the API takes a number or code: one line, not blank, not long. */
function isName(text: string): boolean {
  return text.length <= longestName && oneLine.test(text) && text.trim() !== ''
}

const longestName = 80
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const oneLine = /^[^\u0000-\u001f\u007f\u2028\u2029]+$/
