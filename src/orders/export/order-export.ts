import { placeOf, type ShownContacts, showContacts } from '../../customers/show-contacts.ts'
import type { ExportCell, ExportSource } from '../../exports/export-job.ts'
import { type OrderExportColumn, receiverColumns } from './export-columns.ts'
import { findOrdersForExport, type OrderForExport } from './export-rows-queries.ts'

/** Orders as rows of a file. */
export const orderExport: ExportSource = {
  permissions: { read: 'orders.read', disclose: 'orders.disclose' },
  read: async (command, { ids, columns, ...about }) => {
    const orders = await findOrdersForExport(command, ids)
    const wanted = columns as readonly OrderExportColumn[]
    const showsReceiver = receiverColumns.some((column) => wanted.includes(column))
    const subjects = orders.map(({ id, contactId, customerId }) => ({
      ...{ type: 'order' as const, id, contactId, customerId },
    }))
    const { contacts, masked, disclosed } = showsReceiver ? await showContacts(command, subjects, about) : nobody
    const rows = orders.map((order) => {
      const contact = contacts.get(order.id)
      const shown = contact && receiver(contact)
      const cells = wanted.map((column) => [column, shown?.[column as keyof Receiver] ?? cellOf(order, column)])
      return [order.id, Object.fromEntries(cells) as Record<string, ExportCell>] as const
    })
    return { rows: new Map(rows), masked, disclosed }
  },
}

type Receiver = Record<(typeof receiverColumns)[number], string>

const nobody: ShownContacts = { contacts: new Map(), masked: 0, disclosed: [] }

type Shown = Partial<Record<'name' | 'phone' | 'email' | 'province' | 'city' | 'district' | 'street', string>>

function receiver(shown: Shown): Receiver {
  const { name = '', phone = '', email = '', district, street } = shown
  const receiverPlace = placeOf(shown)
  const receiverAddress = [receiverPlace, district, street].filter(Boolean).join(' ')
  return { receiverName: name, receiverPhone: phone, receiverEmail: email, receiverAddress, receiverPlace }
}

const codes = new Set<string>([
  'source',
  'stage',
  'status',
  'paymentStatus',
  'fulfillmentStatus',
  'paymentTerms',
  'tier',
  'channel',
])
const amounts = new Set<string>([
  ...['total', 'linesTotal', 'discountTotal', 'shippingTotal', 'taxTotal', 'cancelledTotal', 'authorized', 'captured'],
  'refunded',
])

function cellOf(order: OrderForExport, column: OrderExportColumn): ExportCell {
  if (!(column in order)) return null
  if (column === 'holds') return { codes: order.holds }
  const value = order[column as keyof OrderForExport] as string | number | Date | null
  if (value === null) return null
  if (codes.has(column)) return { code: String(value) }
  if (amounts.has(column)) return { amount: Number(value), currency: order.currency }
  return value
}
