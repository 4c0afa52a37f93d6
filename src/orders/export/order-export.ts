import type { Contact } from '../../customers/contact.ts'
import { isMasked } from '../../customers/contact.ts'
import { findContacts } from '../../customers/contact-queries.ts'
import { discloseContacts } from '../../customers/disclose-contacts.ts'
import type { DisclosurePurpose } from '../../customers/disclosure.ts'
import { maskContact } from '../../customers/masking.ts'
import type { ExportCell, ExportSource } from '../../exports/export-job.ts'
import type { Command } from '../../platform/command.ts'
import { type OrderExportColumn, receiverColumns } from './export-columns.ts'
import { findOrdersForExport, type OrderForExport } from './export-rows-queries.ts'

/** Orders as rows of a file. */
export const orderExport: ExportSource = {
  permissions: { read: 'orders.read', disclose: 'orders.disclose' },
  read: async (command, { ids, columns, fullFor }) => {
    const orders = await findOrdersForExport(command, ids)
    const wanted = columns as readonly OrderExportColumn[]
    const showsReceiver = receiverColumns.some((column) => wanted.includes(column))
    const { contacts, masked } = showsReceiver ? await receiversOf(command, orders, fullFor) : nobody
    const rows = orders.map((order) => {
      const shown = contacts.get(order.id)
      const cells = wanted.map((column) => [column, shown?.[column as keyof Receiver] ?? cellOf(order, column)])
      return [order.id, Object.fromEntries(cells) as Record<string, ExportCell>] as const
    })
    return { rows: new Map(rows), masked }
  },
}

type Receiver = Record<(typeof receiverColumns)[number], string>
type Receivers = { contacts: Map<string, Receiver>; masked: number }

const nobody: Receivers = { contacts: new Map(), masked: 0 }

/** Receivers by order: masked, or whole as far as the limits of who asks allow it. Of erased people nothing is left. */
async function receiversOf(
  command: Command,
  orders: readonly OrderForExport[],
  fullFor: string | null,
): Promise<Receivers> {
  const contactIds = orders.map(({ contactId }) => contactId)
  const found = await findContacts(command.tx, command.keys, contactIds, () => {})
  const masked = new Map(orders.map(({ id, contactId }) => [id, found.get(contactId)] as const))
  const whole = fullFor === null ? new Map<string, Contact>() : await wholeOf(command, orders, fullFor)
  const contacts = orders.flatMap(({ id }) => {
    const contact = whole.get(id) ?? masked.get(id)
    return contact === undefined
      ? []
      : [[id, receiver(whole.has(id) && !isMasked(contact) ? contact : maskContact(contact))]]
  }) as [string, Receiver][]
  return { contacts: new Map(contacts), masked: fullFor === null ? 0 : orders.length - whole.size }
}

async function wholeOf(
  command: Command,
  orders: readonly OrderForExport[],
  fullFor: string,
): Promise<Map<string, Contact>> {
  const subjects = orders.map(({ id, contactId, customerId }) => ({
    ...{ type: 'order' as const, id, contactId, customerId },
  }))
  const { outcomes } = await discloseContacts(command, { purpose: fullFor as DisclosurePurpose, subjects })
  const shown = outcomes.flatMap((outcome, index) => {
    const id = orders[index]?.id
    return 'value' in outcome && id !== undefined ? [[id, outcome.value] as const] : []
  })
  return new Map(shown)
}

type Shown = Partial<Record<'name' | 'phone' | 'email' | 'province' | 'city' | 'district' | 'street', string>>

function receiver({ name = '', phone = '', email = '', province, city, district, street }: Shown): Receiver {
  const parts = [province, city === province ? undefined : city, district, street]
  const receiverAddress = parts.filter((part) => part !== undefined).join(' ')
  return { receiverName: name, receiverPhone: phone, receiverEmail: email, receiverAddress }
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
