import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../../platform/command.ts'
import { textList, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { decodeCursor, encodeCursor, idForm } from '../../platform/http/lists.ts'
import { isNarrowed, ofOrdersWithin } from '../order-scope-queries.ts'

/** The order that something happened to, for who reads of it. */
export type TimelineOrder = { id: string; number: number; currency: string; total: number }

/** One thing that happened with a customer. */
export type TimelineEntry = {
  id: string
  at: Date
  type: string
  actor: string
  objectType: string
  objectId: string
  version: number
  order: TimelineOrder | null
  data: Record<string, unknown>
}

/** So many entries are looked at for a page: who may see few of them is shown a short page, with a next. */
const mostRead = 1000

/** A cursor's moment: milliseconds since 1970. */
const momentForm = /^\d{1,14}$/

/**
 * One page of what happened with a customer, newest first, of what the caller may see: one index leads through it by time, so
 * that a page costs the same however many orders there are.
 */
export async function listTimeline(
  query: QueryContext,
  { customerId, limit, after }: { customerId: string; limit: number; after?: string | undefined },
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const { tx, scope } = query
  const place = decodeCursor(after, momentForm, idForm)
  const way = (columns: RawBuilder<unknown>) => sql`
    select ${columns} from events e
    where e.merchant_id = ${tx.merchantId} and e.subject_id = ${customerId} ${before(place)}
    order by e.at desc, e.entry_id desc limit ${mostRead}`
  const rows = await tx.rows<Omit<TimelineEntry, 'order'> & { orderId: string | null }>(sql`
    select r.* from (
      ${way(sql`e.entry_id as id, e.at, e.type, e.actor, e.object_type, e.object_id, e.version, e.data, ${orderOf} as order_id`)}
    ) r
    where r.object_type = any(${textList(kindsFor(query))}) ${ofOrdersWithin({ tx, scope }, sql`r.order_id`)}
    order by r.at desc, r.id desc limit ${limit + 1}`)
  const shown = rows.slice(0, limit)
  const orders = await findOrdersOf(
    tx,
    shown.flatMap(({ orderId }) => orderId ?? []),
  )
  const items = shown.map(({ orderId, ...entry }) => ({ ...entry, order: orders.get(orderId ?? '') ?? null }))
  const last = items.at(-1)
  if (rows.length > limit && last !== undefined) return { items, next: cursorOf(last) }
  const end = await tx.row<{ at: Date; id: string }>(sql`
    select w.at, w.id from (${way(sql`e.at, e.entry_id as id`)}) w offset ${mostRead - 1} limit 1`)
  return { items, next: end === undefined ? null : cursorOf(end) }
}

const orderOf = sql`
  case e.object_type when 'order' then e.object_id when 'order_note' then (e.data ->> 'orderId')::uuid end`

function before(place: string[] | undefined): RawBuilder<unknown> {
  if (place === undefined) return sql``
  return sql`and (e.at, e.entry_id) < (${new Date(Number(place[0]))}, ${place[1]}::uuid)`
}

function cursorOf({ at, id }: { at: Date; id: string }): string {
  return encodeCursor([String(at.getTime()), id])
}

/** Who looked at what is kept of a person is told to who may read the audit, which is of every place and channel. */
function kindsFor({ may = () => true, scope }: QueryContext): string[] {
  return [
    ...['customer', 'consent', 'customer_note'],
    ...(may('orders.read') ? ['order', 'order_note'] : []),
    ...(may('audit.read') && !isNarrowed(scope) ? ['disclosure', 'export', 'legal_hold', 'erasure'] : []),
  ]
}

async function findOrdersOf(tx: Transaction, orderIds: readonly string[]): Promise<Map<string, TimelineOrder>> {
  if (orderIds.length === 0) return new Map()
  const rows = await tx.rows<TimelineOrder>(sql`
    select id, number, currency, total from orders
    where merchant_id = ${tx.merchantId} and id = any(${uuidList([...new Set(orderIds)])})`)
  return new Map(rows.map((row) => [row.id, row]))
}
