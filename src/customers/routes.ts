import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { changeCustomer } from './change-customer.ts'
import type { Contact } from './contact.ts'
import { findContacts, tellBrokenTo } from './contact-queries.ts'
import {
  changeCustomerContract,
  createCustomerContract,
  getCustomerContract,
  listCustomersContract,
} from './contract.ts'
import { createCustomer } from './create-customers.ts'
import { type Customer, shownStatus } from './customer.ts'
import { findCustomer, findCustomers, type ListedCustomer } from './list-queries.ts'
import { maskContact } from './masking.ts'
import { serveCustomerNotes } from './notes/routes.ts'
import { serveCustomerPrivacy } from './privacy-routes.ts'

/** Serves customers. */
export function serveCustomers(app: App): void {
  const tellBroken = tellBrokenTo(app.runtime.logger)
  serveCommand(app, createCustomerContract, async (command, input) => view(await createCustomer(command, input)))
  serveCommand(app, changeCustomerContract, async (command, input) => view(await changeCustomer(command, input)))
  serveQuery(app, getCustomerContract, async ({ tx, keys }, { customerId }) => {
    const customer = await findCustomer(tx, customerId)
    if (customer === undefined) throw new DomainError('not_found', 'customer_not_found')
    const contacts = await findContacts(tx, keys, [customer.contactId], tellBroken)
    return listed(customer, contacts)
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
      items: items.map((customer) => listed(customer, contacts)),
      next,
    }
  })
  serveCustomerNotes(app)
  serveCustomerPrivacy(app)
}

function view({ id, code, tier, status, version, createdAt }: Customer) {
  return { id, code, tier, status, version, createdAt: createdAt.toISOString() }
}

function listed(customer: ListedCustomer, contacts: ReadonlyMap<string, Contact>) {
  const status = shownStatus(customer, customer.isErased)
  return { ...view(customer), status, contact: masked(contacts.get(customer.contactId)) }
}

function masked(contact: Contact | undefined) {
  return contact === undefined ? null : maskContact(contact)
}
