/*
 * An invoice of the file: the lines with one number. Of its lines those that are sales make one order; an invoice without any
 * makes none. It is not the order: that is made by intake, as every other.
 */
import type { Contact } from '../../customers/contact.ts'
import type { PlaceOrder } from '../../orders/intake/place-order-form.ts'
import type { SaleLine } from './classify-line.ts'
import { countryCodeOf } from './country-code.ts'

/** The sales of one invoice. Where its lines have two times, the first counts. */
export type Invoice = { number: string; at: Date; customer: string; country: string; lines: SaleLine[] }

/** The channel that imported orders have come by. */
export const channel = { code: 'online-retail', name: 'Online Retail II', source: 'web' } as const

/** The currency of the file. */
export const currency = 'GBP'

/** Where the seller is, and where goods go whose destination is no country (`Unspecified`, `West Indies`). */
export const homeCountry = 'GB'

/** Puts lines of one number together, in the order in which the invoices begin. */
export function groupInvoices(sales: readonly SaleLine[]): Invoice[] {
  const invoices = new Map<string, Invoice>()
  for (const line of sales) {
    const invoice = invoices.get(line.invoice)
    if (invoice !== undefined) invoice.lines.push(line)
    else {
      const { invoice: number, at, customer, country } = line
      invoices.set(number, { number, at, customer, country, lines: [line] })
    }
  }
  return [...invoices.values()]
}

/**
 * The order of an invoice, as a program would send it. The file knows no names: a customer is called by its number, a line
 * without one is a guest's. What the file calls a country and is none stands as the province.
 */
export function orderOf({ number, customer, country, lines }: Invoice): PlaceOrder {
  const code = countryCodeOf(country)
  const contact: Contact = {
    name: customer === '' ? 'Guest' : customer,
    country: code ?? homeCountry,
    ...(code === undefined && country !== '' && { province: country }),
  }
  return {
    channel: channel.code,
    externalId: number,
    ...(customer !== '' && { customer: { contact, code: `${channel.code}:${customer}` } }),
    shipTo: contact,
    currency,
    lines: lines.map(({ stockCode, quantity, price }) => ({ sku: stockCode, quantity, unitPrice: price })),
    shipping: 0,
    discount: 0,
    payment: { terms: 'prepaid' },
  }
}
