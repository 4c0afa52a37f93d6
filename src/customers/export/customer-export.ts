import type { ExportCell, ExportSource } from '../../exports/export-job.ts'
import { shownStatus } from '../customer.ts'
import { findCustomersByIds, type ListedCustomer } from '../list-queries.ts'
import { type ShownContacts, showContacts } from '../show-contacts.ts'
import { type CustomerExportColumn, contactColumns } from './export-columns.ts'

const nobody: ShownContacts = { contacts: new Map(), masked: 0, disclosed: [] }

/** Customers as rows of a file. */
export const customerExport: ExportSource = {
  permissions: { read: 'customers.read', disclose: 'customers.disclose' },
  read: async (command, { ids, columns, ...about }) => {
    const customers = await findCustomersByIds(command.tx, ids)
    const wanted = columns as readonly CustomerExportColumn[]
    const showsPerson = contactColumns.some((column) => wanted.includes(column))
    const subjects = customers.map(({ id, contactId }) => ({
      ...{ type: 'customer' as const, id, contactId, customerId: id },
    }))
    const { contacts, masked, disclosed } = showsPerson ? await showContacts(command, subjects, about) : nobody
    const rows = customers.map((customer) => {
      const cells = wanted.map((column) => [column, cellOf(customer, contacts.get(customer.id), column)])
      return [customer.id, Object.fromEntries(cells) as Record<string, ExportCell>] as const
    })
    return { rows: new Map(rows), masked, disclosed }
  },
}

type Shown = ShownContacts['contacts'] extends Map<string, infer Each> ? Each : never

function cellOf(customer: ListedCustomer, contact: Shown | undefined, column: CustomerExportColumn): ExportCell {
  switch (column) {
    case 'name':
    case 'phone':
    case 'email':
    case 'company':
      return contact?.[column] ?? null
    case 'region':
      return [contact?.province, contact?.city, contact?.district].filter((part) => part !== undefined).join(' ')
    case 'status':
      return { code: shownStatus(customer, customer.isErased) }
    case 'tier':
      return { code: customer.tier }
    case 'code':
    case 'createdAt':
      return customer[column]
  }
}
