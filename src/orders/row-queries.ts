import { sql } from 'kysely'
import type { Contact } from '../customers/contact.ts'
import { findContacts, type TellBroken } from '../customers/contact-queries.ts'
import type { QueryContext } from '../platform/command.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { HoldKind, Order } from './order.ts'

/** What a list reads of an order's own row. */
export type OrderRow = Pick<
  Order,
  | ('id' | 'number' | 'channel' | 'source' | 'externalId' | 'status' | 'stage' | 'paymentStatus' | 'fulfillmentStatus')
  | ('currency' | 'total' | 'customerId' | 'contactId' | 'tier' | 'destinationRegion' | 'requestedDeliveryOn')
  | ('placedAt' | 'version')
>

/** A row of the list, with what is kept beside the order. */
export type OrderSummary = OrderRow & {
  holdKinds: HoldKind[]
  hasNotes: boolean
  cancellationRequested: boolean
  lineCount: number
  units: number
  firstLine: { sku: string; name: string } | null
  receiver: Contact | undefined
}

/** For `orders o`: the columns of a row. */
export const orderColumns = sql`
  o.id, o.number, o.channel, o.source, o.external_id, o.status, o.stage, o.payment_status, o.fulfillment_status, o.currency,
  o.total, o.customer_id, o.contact_id, o.tier, o.destination_region, o.requested_delivery_on, o.placed_at, o.version`

/** The same rows with what is kept beside them, and with whom they go to. */
export async function withRecords(
  { tx, keys }: Pick<QueryContext, 'tx' | 'keys'>,
  rows: readonly OrderRow[],
  tellBroken: TellBroken,
): Promise<OrderSummary[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [records, lines, contacts] = await Promise.all([
    findRecords(tx, ids),
    findFirstLines(tx, ids),
    findContacts(
      tx,
      keys,
      rows.map(({ contactId }) => contactId),
      tellBroken,
    ),
  ])
  return rows.map((row) => ({
    ...row,
    ...(records.get(row.id) ?? { holdKinds: [], hasNotes: false, cancellationRequested: false }),
    ...(lines.get(row.id) ?? { lineCount: 0, units: 0, firstLine: null }),
    receiver: contacts.get(row.contactId),
  }))
}

type Records = Pick<OrderSummary, 'holdKinds' | 'hasNotes' | 'cancellationRequested'>

async function findRecords(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, Records>> {
  const ids = uuidList(orderIds)
  const [holds, notes, cancellations] = await Promise.all([
    tx.rows<{ orderId: string; kind: HoldKind }>(sql`
      select distinct order_id, kind from order_holds
      where merchant_id = ${tx.merchantId} and order_id = any(${ids}) and released_at is null order by order_id, kind`),
    tx.rows<{ orderId: string }>(sql`
      select distinct order_id from order_notes where merchant_id = ${tx.merchantId} and order_id = any(${ids})`),
    tx.rows<{ orderId: string }>(sql`
      select order_id from order_cancellations
      where merchant_id = ${tx.merchantId} and order_id = any(${ids}) and status = 'requested'`),
  ])
  const noted = new Set(notes.map(({ orderId }) => orderId))
  const requested = new Set(cancellations.map(({ orderId }) => orderId))
  const kinds = Map.groupBy(holds, ({ orderId }) => orderId)
  return new Map(
    orderIds.map((id) => {
      const holdKinds = (kinds.get(id) ?? []).map(({ kind }) => kind)
      return [id, { holdKinds, hasNotes: noted.has(id), cancellationRequested: requested.has(id) }]
    }),
  )
}

type Lines = Pick<OrderSummary, 'lineCount' | 'units' | 'firstLine'>

/** The components of a bundle are told by the bundle. */
async function findFirstLines(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, Lines>> {
  const found = await tx.rows<{ orderId: string; lineCount: number; units: number; sku: string; name: string }>(sql`
    select order_id, count(*) as line_count, sum(quantity) as units,
      (array_agg(sku order by line_number))[1] as sku, (array_agg(name order by line_number))[1] as name
    from order_lines
    where merchant_id = ${tx.merchantId} and order_id = any(${uuidList(orderIds)}) and parent_line_number is null
    group by order_id`)
  return new Map(
    found.map(({ orderId, lineCount, units, sku, name }) => [orderId, { lineCount, units, firstLine: { sku, name } }]),
  )
}
