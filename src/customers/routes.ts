import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { changeCustomer } from './change-customer.ts'
import { type Contact, isMasked, maskEmail, maskPhone, viewOfContact } from './contact.ts'
import { findContacts, tellBrokenTo } from './contact-queries.ts'
import {
  changeCustomerContract,
  createCustomerContract,
  getCustomerContract,
  listCustomersContract,
} from './contract.ts'
import { createCustomer } from './create-customers.ts'
import type { Customer } from './customer.ts'
import { findCustomer, findCustomers } from './list-queries.ts'

/** Serves customers. */
export function serveCustomers(app: App): void {
  const tellBroken = tellBrokenTo(app.runtime.logger)
  serveCommand(app, createCustomerContract, async (command, input) => view(await createCustomer(command, input)))
  serveCommand(app, changeCustomerContract, async (command, input) => view(await changeCustomer(command, input)))
  serveQuery(app, getCustomerContract, async ({ tx, keys }, { customerId }) => {
    const customer = await findCustomer(tx, customerId)
    if (customer === undefined) throw new DomainError('not_found', 'customer_not_found')
    const contacts = await findContacts(tx, keys, [customer.contactId], tellBroken)
    const contact = contacts.get(customer.contactId)
    return { ...view(customer), contact: contact === undefined ? null : viewOfContact(contact) }
  })
  serveQuery(app, listCustomersContract, async (context, { limit, after, ...filter }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const customers = await findCustomers(context, filter, { limit: limit + 1, after: lastId })
    const { items, next } = pageFrom(customers, limit, ({ id }) => [id])
    const contacts = await findContacts(
      context.tx,
      context.keys,
      items.map(({ contactId }) => contactId),
      tellBroken,
    )
    return {
      items: items.map((customer) => ({ ...view(customer), contact: masked(contacts.get(customer.contactId)) })),
      next,
    }
  })
}

function view({ id, code, tier, status, version, createdAt }: Customer) {
  return { id, code, tier, status, version, createdAt: createdAt.toISOString() }
}

function masked(contact: Contact | undefined) {
  if (contact === undefined) return null
  const { country, province, city } = contact
  if (isMasked(contact)) {
    // Masked by the platform already.
    const { name, phone } = contact.masked
    return { kind: 'platform_masked' as const, name, phone, country, province, city }
  }
  const { name, company, phone, email } = contact
  return {
    kind: 'plain' as const,
    name,
    company,
    phone: phone === undefined ? undefined : maskPhone(phone),
    email: email === undefined ? undefined : maskEmail(email),
    country,
    province,
    city,
  }
}
