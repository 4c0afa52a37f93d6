import { type RawBuilder, sql } from 'kysely'
import type { QueryContext } from '../platform/command.ts'
import { searchAlternatives } from '../platform/crypto/search-tokens.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { firstIdAt } from '../platform/ids.ts'
import { objectsWithTokens } from '../platform/search-index.ts'
import type { OrderFilter } from './filter-contract.ts'
import { fulfillmentStatuses, holdKinds, orderStages, paymentStatuses } from './order.ts'
import { hasCarrier, idsOfCarrier, ordersOfTracking } from './parcel-queries.ts'

/*
 * A filter is cut into parts, each of which indexes give in the order of the orders' ids, which is that of their age. How parts are
 * put together, so that a list is looked for where the fewest orders are: found-queries.ts.
 */

/** Ids of orders of a list: from the lowest, which is among them, up to but without the highest; or behind one. */
export type IdRange = { from?: string | undefined; before?: string | undefined; after?: string | undefined }

/** One thing that is asked of an order. */
export type Part = {
  /** Together all orders that have it; one may stand in several. None: no order has it. */
  branches: readonly IdSelect[]
  /** For `orders o`: whether it has it. */
  condition: RawBuilder<unknown>
  /** Its branches are in the order of an amount or a day, not of ids. */
  isUnordered?: true
}

/** A select of orders' ids as `id`, each once, that can be given in their order; `inRange` makes a condition of its WHERE. */
export type IdSelect = (inRange: InRange) => RawBuilder<unknown>

/** `and …` for an id that a list can show. */
export type InRange = (id: RawBuilder<unknown>) => RawBuilder<unknown>

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

/** The parts of a filter, without when it was placed. */
export function partsOf(context: QueryContext, filter: OrderFilter, progress: readonly Progress[]): Part[] {
  const { tx } = context
  return [
    ...progressPart(tx, filter, progress),
    ...ownParts(tx, filter),
    ...recordParts(tx, filter),
    ...textPart(context, filter),
  ]
}

/** For `orders o`: conditions that nearly all orders meet, so that they are no parts. */
export function commonConditions(tx: Transaction, { held, hasNotes }: OrderFilter): RawBuilder<unknown>[] {
  return [
    ...(held === 'false' ? [sql`not ${hasHold(tx, holdKinds)}`] : []),
    ...(hasNotes === 'false' ? [sql`not ${hasNote(tx)}`] : []),
  ]
}

/** What stands in the order's own row, besides how far it is. */
function ownParts(tx: Transaction, filter: OrderFilter): Part[] {
  const { customerId, province, channel, source, tier } = filter
  const provinces = province?.map((code) => code.slice(0, 2))
  return [
    ...valuesPart(tx, (o) => sql`${o}.channel`, channel),
    ...valuesPart(tx, (o) => sql`${o}.source`, source),
    ...valuesPart(tx, (o) => sql`${o}.tier`, tier),
    ...valuesPart(tx, (o) => sql`${o}.customer_id`, customerId === undefined ? undefined : [customerId]),
    ...valuesPart(tx, (o) => sql`${o}.destination_province`, provinces),
    ...rangePart(tx, (o) => sql`${o}.total`, [filter.totalFrom, filter.totalTo]),
    ...rangePart(tx, (o) => sql`${o}.requested_delivery_on`, [filter.deliveryFrom, filter.deliveryTo]),
  ]
}

const askedOfProgress = [
  { column: sql.raw('stage'), name: 'stage', all: orderStages },
  { column: sql.raw('payment_status'), name: 'paymentStatus', all: paymentStatuses },
  { column: sql.raw('fulfillment_status'), name: 'fulfillmentStatus', all: fulfillmentStatuses },
] as const

/** How far an order is. */
export type Progress = { stage: string; payment: string; goods: string }

/**
 * Which stages, payments and goods go together among all orders, of those that a filter asks for: a probe for each that there might
 * be. None are looked for where only stages are asked for.
 */
export async function presentProgress(tx: Transaction, filter: OrderFilter): Promise<Progress[]> {
  if (filter.paymentStatus === undefined && filter.fulfillmentStatus === undefined) return []
  const [stages, payments, goods] = askedOfProgress.map(({ name, all }) => textList([...new Set(filter[name] ?? all)]))
  return tx.rows<Progress>(sql`
    select s.stage, p.payment, g.goods from unnest(${stages}) s(stage), unnest(${payments}) p(payment), unnest(${goods}) g(goods)
    where exists (
      select 1 from orders r
      where r.merchant_id = ${tx.merchantId} and r.stage = s.stage and r.payment_status = p.payment and r.fulfillment_status = g.goods
      offset 0)`)
}

/** Stage, payment and goods are one part: most of their combinations do not occur, though each of them is common. */
function progressPart(tx: Transaction, filter: OrderFilter, progress: readonly Progress[]): Part[] {
  const asked = askedOfProgress.filter(({ name }) => filter[name] !== undefined)
  if (asked.length === 0) return []
  if (asked.length === 1 && filter.stage !== undefined) return valuesPart(tx, (o) => sql`${o}.stage`, filter.stage)
  const branches = progress
    .filter(({ stage }) => filter.stage?.some((other) => other === stage) ?? true)
    .map(
      (of): IdSelect =>
        (inRange) =>
          sql`
      select r.id from orders r
      where r.merchant_id = ${tx.merchantId} and r.stage = ${of.stage} and r.payment_status = ${of.payment}
        and r.fulfillment_status = ${of.goods} ${inRange(sql`r.id`)}`,
    )
  const conditions = asked.map(({ column, name }) => oneOf(sql`o.${column}`, filter[name] ?? []))
  return [{ branches, condition: sql.join(conditions, sql` and `) }]
}

type ColumnOf = (table: RawBuilder<unknown>) => RawBuilder<unknown>

/** A column of the order has one of some values. */
function valuesPart(tx: Transaction, column: ColumnOf, values: readonly string[] | undefined): Part[] {
  if (values === undefined) return []
  const branches = [...new Set(values)].map((value): IdSelect => {
    return (inRange) => sql`
      select r.id from orders r where r.merchant_id = ${tx.merchantId} and ${column(sql`r`)} = ${value} ${inRange(sql`r.id`)}`
  })
  return [{ branches, condition: oneOf(column(sql`o`), values) }]
}

/** A column of the order is in a range, of which either end may be open. */
function rangePart(
  tx: Transaction,
  column: ColumnOf,
  [least, most]: readonly [string | number | undefined, string | number | undefined],
): Part[] {
  if (least === undefined && most === undefined) return []
  const within = (table: RawBuilder<unknown>) =>
    sql.join(
      [
        ...(least === undefined ? [] : [sql`${column(table)} >= ${least}`]),
        ...(most === undefined ? [] : [sql`${column(table)} <= ${most}`]),
      ],
      sql` and `,
    )
  const branch: IdSelect = (inRange) => sql`
    select r.id from orders r where r.merchant_id = ${tx.merchantId} and ${within(sql`r`)} ${inRange(sql`r.id`)}`
  return [{ branches: [branch], condition: within(sql`o`), isUnordered: true }]
}

/** What is kept beside the order. `offset 0` keeps each condition a probe by the order's id. */
function recordParts(tx: Transaction, { locationId, sku, carrier, holdKind, held, hasNotes }: OrderFilter): Part[] {
  const { merchantId } = tx
  const kinds = holdKind ?? (held === 'true' ? holdKinds : undefined)
  const variant = sql`(select v.id from variants v where v.merchant_id = ${merchantId} and v.sku = ${sku ?? null})`
  return [
    locationId === undefined ? [] : placesPart(tx, locationId),
    sku === undefined
      ? []
      : {
          branches: [
            (inRange: InRange) => sql`
              select distinct l.order_id as id from order_lines l
              where l.merchant_id = ${merchantId} and l.variant_id = ${variant} ${inRange(sql`l.order_id`)}`,
          ],
          condition: sql`exists (
            select 1 from order_lines l
            where l.merchant_id = ${merchantId} and l.order_id = o.id and l.variant_id = ${variant} offset 0)`,
        },
    carrier === undefined
      ? []
      : {
          branches: [...new Set(carrier)].map(
            (code): IdSelect =>
              (inRange) =>
                idsOfCarrier(tx, code, inRange),
          ),
          condition: hasCarrier(tx, carrier),
        },
    kinds === undefined
      ? []
      : {
          branches: kinds.map(
            (kind): IdSelect =>
              (inRange) =>
                sql`
            select distinct h.order_id as id from order_holds h
            where h.merchant_id = ${merchantId} and h.kind = ${kind} and h.released_at is null ${inRange(sql`h.order_id`)}`,
          ),
          condition: hasHold(tx, kinds),
        },
    hasNotes !== 'true'
      ? []
      : {
          branches: [
            (inRange: InRange) => sql`
              select distinct n.order_id as id from order_notes n where n.merchant_id = ${merchantId} ${inRange(sql`n.order_id`)}`,
          ],
          condition: hasNote(tx),
        },
  ].flat()
}

function placesPart({ merchantId }: Transaction, places: readonly string[]): Part {
  return {
    branches: [...new Set(places)].map(
      (place): IdSelect =>
        (inRange) =>
          sql`
      select p.order_id as id from order_places p
      where p.merchant_id = ${merchantId} and p.location_id = ${place} ${inRange(sql`p.order_id`)}`,
    ),
    condition: sql`exists (
      select 1 from order_places p
      where p.merchant_id = ${merchantId} and p.location_id = any(${uuidList(places)}) and p.order_id = o.id offset 0)`,
  }
}

function hasHold({ merchantId }: Transaction, kinds: readonly string[]): RawBuilder<unknown> {
  return sql`exists (
    select 1 from order_holds h
    where h.merchant_id = ${merchantId} and h.order_id = o.id and h.released_at is null and ${oneOf(sql`h.kind`, kinds)} offset 0)`
}

function hasNote({ merchantId }: Transaction): RawBuilder<unknown> {
  return sql`exists (select 1 from order_notes n where n.merchant_id = ${merchantId} and n.order_id = o.id offset 0)`
}

/** By the order's number, a channel's number, a parcel's, or anything of the contact that its tokens know. */
function textPart({ tx, keys }: QueryContext, { text: typed }: OrderFilter): Part[] {
  if (typed === undefined) return []
  const { merchantId } = tx
  const text = typed.trim()
  const number = /^\d{1,15}$/.test(text) ? Number(text) : -1
  const ids = sql`
    select n.id from orders n where n.merchant_id = ${merchantId} and n.number = ${number}
    union all
    select e.id from orders e where e.merchant_id = ${merchantId} and e.external_id = ${text}
    union all
    select t.order_id from (${ordersOfTracking(tx, [text])}) t
    union all
    ${objectsWithTokens(tx, 'order', searchAlternatives(keys, text))}`
  return [
    {
      branches: [(inRange) => sql`select distinct f.id from (${ids}) f(id) where true ${inRange(sql`f.id`)}`],
      condition: sql`o.id in (${ids})`,
    },
  ]
}

function oneOf(column: RawBuilder<unknown>, [first, ...others]: readonly string[]): RawBuilder<unknown> {
  if (first === undefined) return sql`false`
  return others.length === 0 ? sql`${column} = ${first}` : sql`${column} = any(${textList([first, ...others])})`
}
