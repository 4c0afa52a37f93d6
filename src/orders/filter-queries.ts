import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { searchAlternatives } from '../platform/crypto/search-tokens.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { firstIdAt } from '../platform/ids.ts'
import { objectsWithTokens } from '../platform/search-index.ts'
import type { OrderFilter } from './filter-contract.ts'

/** Takes from a select of orders' ids what a list can show. */
export type CutIds = (ids: RawBuilder<unknown>) => RawBuilder<unknown>

/** Ids of orders of a list: from the lowest, which is among them, up to but without the highest. */
export type IdRange = { from?: string | undefined; before?: string | undefined; after?: string | undefined }

/** Between which ids the orders are that were placed when the filter says. */
export function placedRange({ placedFrom, placedBefore }: OrderFilter): IdRange {
  return {
    ...(placedFrom !== undefined && { from: firstIdAt(new Date(placedFrom)) }),
    ...(placedBefore !== undefined && { before: firstIdAt(new Date(placedBefore)) }),
  }
}

/** `and …` for ids in a range. */
export function withinRange(id: RawBuilder<unknown>, ...ranges: readonly IdRange[]): RawBuilder<unknown> {
  const parts = ranges.flatMap(({ from, before, after }) => [
    from === undefined ? sql`` : sql`and ${id} >= ${from}`,
    before === undefined ? sql`` : sql`and ${id} < ${before}`,
    after === undefined ? sql`` : sql`and ${id} > ${after}`,
  ])
  return sql.join(parts, sql` `)
}

/** For `orders o`: `and …` for what the filter says of the order's own row, each part by itself. */
export function ownConditions(filter: OrderFilter): RawBuilder<unknown>[] {
  const { customerId, province, totalFrom, totalTo } = filter
  const anyOf = (column: RawBuilder<unknown>, values: readonly string[] | undefined) =>
    values === undefined ? [] : [oneOf(column, values)]
  return [
    ...anyOf(sql`o.stage`, filter.stage),
    ...anyOf(sql`o.channel`, filter.channel),
    ...anyOf(sql`o.source`, filter.source),
    ...anyOf(sql`o.tier`, filter.tier),
    ...anyOf(sql`o.payment_status`, filter.paymentStatus),
    ...anyOf(sql`o.fulfillment_status`, filter.fulfillmentStatus),
    ...(customerId === undefined ? [] : [sql`and o.customer_id = ${customerId}`]),
    ...(province === undefined
      ? []
      : [
          oneOf(
            sql`left(o.destination_region, 2)`,
            province.map((code) => code.slice(0, 2)),
          ),
        ]),
    ...(totalFrom === undefined ? [] : [sql`and o.total >= ${totalFrom}`]),
    ...(totalTo === undefined ? [] : [sql`and o.total <= ${totalTo}`]),
  ]
}

/** For `orders o`: `and …` for what the filter says of its holds and notes. */
export function recordConditions({ merchantId }: Transaction, filter: OrderFilter): RawBuilder<unknown>[] {
  const { holdKind, held, hasNotes } = filter
  const hold = (kinds: RawBuilder<unknown>) => sql`exists (
    select 1 from order_holds h
    where h.merchant_id = ${merchantId} and h.order_id = o.id and h.released_at is null ${kinds})`
  const note = sql`exists (select 1 from order_notes n where n.merchant_id = ${merchantId} and n.order_id = o.id)`
  return [
    ...(holdKind === undefined ? [] : [sql`and ${hold(oneOf(sql`h.kind`, holdKind))}`]),
    ...(held === undefined ? [] : [sql`and ${held === 'true' ? sql`` : sql`not`} ${hold(sql``)}`]),
    ...(hasNotes === undefined ? [] : [sql`and ${hasNotes === 'true' ? sql`` : sql`not`} ${note}`]),
  ]
}

/**
 * For each part of the filter that is looked up beside the orders: a select of the ids of the orders that have it, some more
 * than once. `cut` takes from such a select what the list can show.
 */
export function relatedIds(
  context: QueryContext,
  { locationId, sku, text }: Pick<OrderFilter, 'locationId' | 'sku' | 'text'>,
  cut: CutIds,
): RawBuilder<unknown>[] {
  const { merchantId } = context.tx
  return [
    locationId === undefined
      ? []
      : sql`select p.order_id from order_places p
          where p.merchant_id = ${merchantId} and p.location_id = any(${uuidList(locationId)})`,
    sku === undefined
      ? []
      : sql`select l.order_id from order_lines l
          where l.merchant_id = ${merchantId} and l.variant_id = (
            select v.id from variants v where v.merchant_id = ${merchantId} and v.sku = ${sku})`,
    text === undefined ? [] : idsWithText(context, text, cut),
  ].flat()
}

/** By the order's number, a channel's number, or anything of the contact that its tokens know. */
function idsWithText({ tx, keys }: QueryContext, typed: string, cut: CutIds): RawBuilder<unknown> {
  const text = typed.trim()
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  return sql`
    select n.id from orders n where n.merchant_id = ${tx.merchantId} and n.number = ${number}
    union all
    select x.id from orders x where x.merchant_id = ${tx.merchantId} and x.external_id = ${text}
    union all
    (${cut(objectsWithTokens(tx, 'order', searchAlternatives(keys, text)))})`
}

/** One value is compared as such, since an index can then give the rows in order. */
function oneOf(column: RawBuilder<unknown>, [first, ...others]: readonly string[]): RawBuilder<unknown> {
  if (first === undefined) return sql`and false`
  return others.length === 0 ? sql`and ${column} = ${first}` : sql`and ${column} = any(${textList([first, ...others])})`
}
