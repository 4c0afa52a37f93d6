import type { NewBuyers } from '../../customers/buyer-store.ts'
import type { Contact } from '../../customers/contact.ts'
import type { Identity, Tier } from '../../customers/customer.ts'
import type { KnownCustomer } from '../../customers/customer-queries.ts'
import { everyIdentity, identityKeys, sealNewPerson } from '../../customers/sealed-contact.ts'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { DomainError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Buyer } from './buyer.ts'
import type { PlaceOrder } from './place-order-form.ts'

/**
 * Who buys in a batch: the customers it found, and those it meets for the first time. A buyer that was found counts
 * only once the order is accepted, so that a refused order leaves nothing of anyone behind.
 */
export type BuyerBook = {
  /** @throws DomainError `unknown_customer` */
  find: (input: PlaceOrder, at: Date) => Buyer
  accept: () => void
  met: () => NewBuyers
}

/** Where a customer begins, and a guest stays. */
const firstTier: Tier = 'standard'

type Known = { id: string; tier: Tier; status: string; isErased: boolean }

/** Opens a book over the customers that were loaded. */
export function createBuyerBook(keys: MerchantKeys, loaded: readonly KnownCustomer[]): BuyerBook {
  const known = new Map<string, Known>()
  for (const customer of loaded) {
    known.set(customer.id, customer)
    for (const name of namesOf(customer)) known.set(name, customer)
  }
  const met: NewBuyers = { people: [], contacts: [], customers: [] }
  let pending: NewBuyers = { people: [], contacts: [], customers: [] }

  function meet(contact: Contact, at: Date): string {
    const sealed = sealNewPerson(keys, contact, at)
    pending.people.push(sealed.person)
    pending.contacts.push(sealed.contact)
    return sealed.contact.id
  }

  /** A new customer's own contact serves as the address when the goods go there. */
  function meetCustomer(customer: { contact: Contact; code?: string | undefined }, shipTo: Contact, at: Date): Buyer {
    const contactId = meet(customer.contact, at)
    const personId = pending.people[0]?.id as string
    const id = newId(at)
    pending.customers.push({
      ...{ id, code: customer.code ?? null, personId, contactId, tier: firstTier, status: 'active' },
      ...{ ...identityKeys(keys, customer.contact), version: 1, createdAt: at },
    })
    const isSame = JSON.stringify(customer.contact) === JSON.stringify(shipTo)
    return { customerId: id, contactId: isSame ? contactId : meet(shipTo, at), tier: firstTier, blocked: false }
  }

  function guest(shipTo: Contact, at: Date): Buyer {
    return { customerId: null, contactId: meet(shipTo, at), tier: firstTier, blocked: false }
  }

  function find(input: PlaceOrder, at: Date): Buyer {
    pending = { people: [], contacts: [], customers: [] }
    const { customer, shipTo } = input
    if (customer === undefined) return guest(shipTo, at)
    const found = findKnown(known, keys, customer)
    // Left with keys that nobody else can have: whoever comes with them buys as a guest.
    if (found?.isErased && 'contact' in customer) return guest(shipTo, at)
    if (found !== undefined && !found.isErased) {
      return {
        customerId: found.id,
        contactId: meet(shipTo, at),
        tier: found.tier,
        blocked: found.status === 'blocked',
      }
    }
    if ('contact' in customer) return meetCustomer(customer, shipTo, at)
    throw new DomainError('refused', 'unknown_customer', { field: 'id' in customer ? 'customer.id' : 'customer.code' })
  }

  return {
    find,
    accept: () => {
      met.people.push(...pending.people)
      met.contacts.push(...pending.contacts)
      for (const customer of pending.customers) {
        met.customers.push(customer)
        const { id, status } = customer
        for (const name of namesOf(customer)) known.set(name, { id, tier: firstTier, status, isErased: false })
      }
    },
    met: () => met,
  }
}

function findKnown(
  known: ReadonlyMap<string, Known>,
  keys: MerchantKeys,
  customer: NonNullable<PlaceOrder['customer']>,
): Known | undefined {
  if ('id' in customer) return known.get(customer.id)
  const byCode = customer.code === undefined ? undefined : known.get(`code:${customer.code}`)
  if (byCode !== undefined || !('contact' in customer)) return byCode
  const names = everyIdentity(keys, customer.contact).flatMap((each) => namesOf({ code: null, ...each }))
  const found = names.map((name) => known.get(name)).filter((each) => each !== undefined)
  return found.find(({ isErased }) => !isErased) ?? found[0]
}

function namesOf(customer: Identity): string[] {
  const names: string[] = []
  if (customer.code !== null) names.push(`code:${customer.code}`)
  if (customer.phoneKey !== null) names.push(`phone:${customer.phoneKey.toString('base64')}`)
  if (customer.emailKey !== null) names.push(`email:${customer.emailKey.toString('base64')}`)
  if (customer.platformKey !== null) names.push(`platform:${customer.platformKey.toString('base64')}`)
  return names
}
