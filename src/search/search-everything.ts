import type { z } from 'zod'
import { type FoundVariant, searchVariants } from '../catalog/variant-search-queries.ts'
import { findContacts, type TellBroken } from '../customers/contact-queries.ts'
import { shownStatus } from '../customers/customer.ts'
import { findCustomers } from '../customers/list-queries.ts'
import { maskContact } from '../customers/masking.ts'
import { type FoundParcel, findParcels } from '../fulfillment/shipments/tracking-queries.ts'
import { listOrders } from '../orders/list-queries.ts'
import { viewSummary } from '../orders/order-view.ts'
import { type OrderSummary, withRecords } from '../orders/row-queries.ts'
import type { QueryContext } from '../platform/command.ts'
import type { searchContract } from './contract.ts'

/** Who searches, and who hears of a contact that does not open. */
export type Searching = QueryContext & { may: (permission: string) => boolean; tellBroken: TellBroken }

type Found = z.input<(typeof searchContract)['response']>

/** How many of a kind are shown: more than these are looked for in the kind's own list. */
const mostOfAKind = 6

/** Finds a few of each kind that the caller may see, each by its own index. */
export async function searchEverything(searching: Searching, typed: string): Promise<Found> {
  const text = plainOf(typed)
  const { may } = searching
  const [orders, parcels, variants, customers] = await Promise.all([
    may('orders.read') ? findOrders(searching, text) : [],
    may('fulfillment.read') ? findParcels(searching, text, mostOfAKind) : [],
    may('catalog.read') ? searchVariants(searching, text, mostOfAKind) : [],
    may('customers.read') ? findPeople(searching, text) : [],
  ])
  return {
    exact: exactly(text, { orders, parcels, variants }),
    orders: orders.map(viewSummary),
    parcels,
    products: variants.map(({ id, productId, sku, barcode, name, match }) => {
      return { productId, variantId: id, sku, barcode, name, match }
    }),
    customers,
  }
}

/** What a number stands after where somebody copied it: `#100435`, `订单 100435`, `运单号：SF123`. */
const called = /^(?:#|(?:order|no\.?|订单号?|单号|运单号?|快递单号)\s*[:#]?)\s*(?=[\w-]*\d[\w-]*$)/i

/** A text as it would be typed: without what a number is called, in plain letters and digits. */
export function plainOf(typed: string): string {
  return typed.normalize('NFKC').trim().replace(called, '')
}

async function findOrders(searching: Searching, text: string): Promise<OrderSummary[]> {
  const { items } = await listOrders(searching, { text, limit: mostOfAKind })
  return withRecords(searching, items, searching.tellBroken)
}

async function findPeople({ tx, keys, tellBroken }: Searching, text: string): Promise<Found['customers']> {
  const customers = await findCustomers({ tx, keys }, { text }, { limit: mostOfAKind })
  const contactIds = customers.map(({ contactId }) => contactId)
  const contacts = await findContacts(tx, keys, contactIds, tellBroken)
  return customers.map((customer) => {
    const contact = contacts.get(customer.contactId)
    const { id, code, tier } = customer
    const status = shownStatus(customer, customer.isErased)
    return { id, code, tier, status, contact: contact === undefined ? null : maskContact(contact) }
  })
}

/** The one thing whose whole number or code was typed; none where it is that of several, or only a part of one. */
function exactly(
  text: string,
  found: { orders: OrderSummary[]; parcels: FoundParcel[]; variants: FoundVariant[] },
): Found['exact'] {
  const orders = found.orders.filter(({ number, externalId }) => String(number) === text || externalId === text)
  const products = found.variants.filter(({ match }) => match === 'code')
  const all = [
    ...orders.map(({ id }) => ({ kind: 'order' as const, id })),
    ...found.parcels.map(({ orderId }) => ({ kind: 'order' as const, id: orderId })),
    ...products.map(({ productId }) => ({ kind: 'product' as const, id: productId })),
  ]
  const [first] = all
  return first !== undefined && all.every(({ id }) => id === first.id) ? first : null
}
