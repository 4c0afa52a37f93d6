import { sql } from 'kysely'
import type { ExportSection } from '../customers/personal-holder.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { formatMoney, formatPrice } from '../platform/money.ts'

/** Orders with their lines, amounts as people write them, and all that was written about them. */
export async function findOrderSections(tx: Transaction, orderIds: readonly string[]): Promise<ExportSection[]> {
  const ids = uuidList(orderIds)
  const sections = await Promise.all([
    findHeaders(tx, ids),
    findLines(tx, ids),
    findTexts(tx, 'order_notes', {
      columns: sql`n.text, n.written_by, n.written_at`,
      from: sql`order_notes n where n.merchant_id = ${tx.merchantId} and n.order_id = any(${ids})`,
    }),
    findTexts(tx, 'order_holds', {
      columns: sql`n.kind, n.reason, n.detail, n.placed_by, n.placed_at, n.released_at`,
      from: sql`order_holds n where n.merchant_id = ${tx.merchantId} and n.order_id = any(${ids})`,
    }),
    findTexts(tx, 'order_cancellations', {
      columns: sql`n.status, n.reason, n.requested_by, n.requested_at`,
      from: sql`order_cancellations n where n.merchant_id = ${tx.merchantId} and n.order_id = any(${ids})`,
    }),
  ])
  return sections
}

/** The ids of notes on orders, which have events of their own. */
export async function findNoteIds(tx: Transaction, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from order_notes where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)})`)
  return rows.map(({ id }) => id)
}

type Ids = ReturnType<typeof uuidList>
type Header = { id: string; number: number; currency: string; placedAt: Date } & Record<string, string | number | null>

async function findHeaders(tx: Transaction, ids: Ids): Promise<ExportSection> {
  const orders = await tx.rows<Header>(sql`
    select id, number, channel, source, external_id, status, payment_status, fulfillment_status, payment_terms, currency,
      lines_total, discount_total, shipping_total, tax_total, total, cancelled_total, captured, refunded, contact_id,
      destination_country, destination_region, requested_delivery_on::text, placed_at
    from orders where merchant_id = ${tx.merchantId} and id = any(${ids}) order by id`)
  const amounts = ['linesTotal', 'discountTotal', 'shippingTotal', 'taxTotal', 'total', 'cancelledTotal']
  const isAmount = new Set([...amounts, 'captured', 'refunded'])
  const rows = orders.map(({ placedAt, ...order }) => {
    const told = Object.entries(order).map(([name, value]) => [
      name,
      isAmount.has(name) ? formatMoney(value as number, order.currency as string) : value,
    ])
    return { ...Object.fromEntries(told), placedAt: placedAt.toISOString() }
  })
  return { name: 'orders', rows }
}

async function findLines(tx: Transaction, ids: Ids): Promise<ExportSection> {
  type Line = { orderNumber: number; lineNumber: number; sku: string; name: string; currency: string }
  const lines = await tx.rows<Line & { unitPrice: number; lineTotal: number; quantity: number; cancelled: number }>(sql`
    select o.number as order_number, l.line_number, l.sku, l.name, l.quantity, l.cancelled, l.unit_price, l.line_total,
      o.currency
    from orders o
    join order_lines l on l.merchant_id = ${tx.merchantId} and l.order_id = o.id
    where o.merchant_id = ${tx.merchantId} and o.id = any(${ids}) order by o.id, l.line_number`)
  const rows = lines.map(({ unitPrice, lineTotal, ...line }) => ({
    ...line,
    unitPrice: formatPrice(unitPrice, line.currency),
    lineTotal: formatMoney(lineTotal, line.currency),
  }))
  return { name: 'order_lines', rows }
}

/** What people wrote on orders, with the moments as text. */
async function findTexts(
  tx: Transaction,
  name: string,
  { columns, from }: { columns: ReturnType<typeof sql>; from: ReturnType<typeof sql> },
): Promise<ExportSection> {
  const found = await tx.rows<Record<string, string | number | Date | null>>(sql`
    select n.order_id, ${columns} from ${from} order by n.order_id, n.id`)
  const told = (value: string | number | Date | null) => (value instanceof Date ? value.toISOString() : value)
  const rows = found.map((row) => Object.fromEntries(Object.entries(row).map(([field, value]) => [field, told(value)])))
  return { name, rows }
}
