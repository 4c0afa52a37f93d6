// What the form asks of the server: a quote while it is written, and the order when it is placed. What can be told without the
// server to be missing or no number is told here, field by field.
import type { z } from 'zod'
import type { placeOrderContract } from '../../../src/orders/contract.ts'
import type { quoteOrderContract } from '../../../src/orders/entry/contract.ts'
import { parseMoney } from '../../../src/platform/money.ts'
import type { ContactText, Entry, EntryLine } from './entry.ts'

/** What a quote is asked with. */
export type QuoteRequest = z.input<typeof quoteOrderContract.body>

/** What an order is placed with. */
export type OrderRequest = z.input<typeof placeOrderContract.body>

/** Where a fault stands: a field of the form, or a cell of a line by its key. */
export type FaultPlace = string

/** What is wrong with a field, found without the server. */
export type FaultCode =
  | 'goods_missing'
  | 'receiver_missing'
  | 'name_missing'
  | 'channel_missing'
  | 'quantity_wrong'
  | 'price_wrong'
  | 'amount_wrong'

/** The place of a cell. */
export const cellPlace = (key: string, column: 'sku' | 'quantity' | 'unitPrice'): FaultPlace => `${key}.${column}`

/** What keeps the form from being placed, in the order of its fields. */
export function faultsOf(entry: Entry, currency: string): Map<FaultPlace, FaultCode> {
  const faults = new Map<FaultPlace, FaultCode>()
  if (!hasReceiver(entry)) faults.set('receiver', 'receiver_missing')
  else if (isTyped(entry) && filled(entry.contact?.name) === undefined) faults.set('contact.name', 'name_missing')
  if (entry.lines.length === 0) faults.set('goods', 'goods_missing')
  for (const line of entry.lines) {
    if (quantityOf(line) === undefined) faults.set(cellPlace(line.key, 'quantity'), 'quantity_wrong')
    if (priceOf(line) === null) faults.set(cellPlace(line.key, 'unitPrice'), 'price_wrong')
  }
  if (filled(entry.channel) === undefined) faults.set('channel', 'channel_missing')
  for (const field of ['shipping', 'discount'] as const) {
    if (amountOf(entry[field], currency) === null) faults.set(field, 'amount_wrong')
  }
  return faults
}

/** What a quote is asked with, and the key of each line of it; undefined while there is no channel. */
export function quoteOf(entry: Entry, currency: string): { request: QuoteRequest; keys: string[] } | undefined {
  const channel = filled(entry.channel)
  if (channel === undefined) return undefined
  const asked = entry.lines.filter((line) => codeOf(line) !== undefined)
  const shipTo = regionOf(entry)
  return {
    keys: asked.map(({ key }) => key),
    request: {
      channel,
      ...(entry.customerId !== undefined && { customerId: entry.customerId }),
      ...(shipTo !== undefined && { shipTo }),
      ...(filled(entry.currency) !== undefined && { currency: entry.currency }),
      lines: asked.map((line) => requestOfLine({ ...line, quantity: String(quantityOf(line) ?? 1) })),
      shipping: amountOf(entry.shipping, currency) ?? 0,
      discount: amountOf(entry.discount, currency) ?? 0,
      ...(entry.paymentTerms !== undefined && { payment: { terms: entry.paymentTerms } }),
      ...(filled(entry.requestedDeliveryOn) !== undefined && { requestedDeliveryOn: entry.requestedDeliveryOn }),
    },
  }
}

/** What the form is placed with: one without faults. */
export function orderOf(entry: Entry, currency: string, draftId: string | undefined): OrderRequest {
  const { customerId, keepCustomer, note } = entry
  const shipTo = receiverOf(entry)
  const isContact = !('kind' in shipTo)
  return {
    channel: entry.channel ?? '',
    ...(customerId !== undefined && { customer: { id: customerId } }),
    ...(customerId === undefined && keepCustomer === true && isContact && { customer: { contact: shipTo } }),
    shipTo,
    ...(filled(entry.currency) !== undefined && { currency: entry.currency }),
    lines: entry.lines.map(requestOfLine),
    shipping: amountOf(entry.shipping, currency) ?? 0,
    discount: amountOf(entry.discount, currency) ?? 0,
    ...(entry.paymentTerms !== undefined && { payment: { terms: entry.paymentTerms } }),
    ...(filled(entry.requestedDeliveryOn) !== undefined && { requestedDeliveryOn: entry.requestedDeliveryOn }),
    ...(filled(note) !== undefined && { note }),
    ...(draftId !== undefined && { draftId }),
  } as OrderRequest
}

/** Whether the address is typed here, as against one that is known. */
export function isTyped({ shipToCustomerId, shipToOrderId }: Entry): boolean {
  return shipToCustomerId === undefined && shipToOrderId === undefined
}

function hasReceiver(entry: Entry): boolean {
  return !isTyped(entry) || Object.values(entry.contact ?? {}).some((value) => value !== '' && value !== 'CN')
}

function receiverOf({ shipToCustomerId, shipToOrderId, contact = {} }: Entry) {
  if (shipToCustomerId !== undefined) return { kind: 'of_customer', customerId: shipToCustomerId } as const
  if (shipToOrderId !== undefined) return { kind: 'of_order', orderId: shipToOrderId } as const
  const given = Object.entries(contact).filter(([, value]) => filled(value) !== undefined)
  return { name: '', country: 'CN', ...Object.fromEntries(given) } as { name: string; country: string } & ContactText
}

function regionOf(entry: Entry): QuoteRequest['shipTo'] {
  const receiver = receiverOf(entry)
  if ('kind' in receiver) return receiver
  if (!hasReceiver(entry)) return undefined
  const { country, province, city, district, phone } = receiver
  return {
    ...{ kind: 'region', country, hasPhone: filled(phone) !== undefined },
    ...(province !== undefined && { province }),
    ...(city !== undefined && { city }),
    ...(district !== undefined && { district }),
  }
}

function requestOfLine(line: EntryLine) {
  const unitPrice = priceOf(line)
  return {
    ...codeOf(line),
    quantity: quantityOf(line) ?? 1,
    ...(typeof unitPrice === 'string' && { unitPrice }),
  }
}

function codeOf({ variantId, sku, by }: EntryLine) {
  if (variantId !== undefined) return { variantId }
  const code = filled(sku)
  return code === undefined ? undefined : by === 'barcode' ? { barcode: code } : { sku: code }
}

/** How many are wanted; undefined for what is no such number. */
export function quantityOf({ quantity }: Pick<EntryLine, 'quantity'>): number | undefined {
  const text = (quantity ?? '').normalize('NFKC').trim()
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : undefined
}

/** The price that was typed; undefined for none, null for what is no price. */
function priceOf({ unitPrice }: EntryLine): string | undefined | null {
  const text = filled(unitPrice)?.normalize('NFKC')
  return text === undefined || /^\d{1,11}(\.\d{1,4})?$/.test(text) ? text : null
}

/** An amount in minor units; 0 for nothing typed, null for what is no amount of the currency. */
function amountOf(text: string | undefined, currency: string): number | null {
  const typed = filled(text)?.normalize('NFKC')
  if (typed === undefined) return 0
  try {
    const amount = parseMoney(typed, currency)
    return amount < 0 ? null : amount
  } catch {
    return null
  }
}

function filled(text: string | undefined): string | undefined {
  const trimmed = text?.trim()
  return trimmed === '' ? undefined : trimmed
}
