import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import type { OrderFilter, OrderSort } from './filter-contract.ts'
import { orderStages } from './order.ts'
import { type Branch, type InRange, inOrder, oneOf, ownColumns, ownIds, type Part, stagesPart } from './part-queries.ts'

/** What stands in the order's own row. Most indexes have the stage before the id, for tabs. */
export function ownParts(tx: Transaction, filter: OrderFilter, { progress, origins }: Present): Part[] {
  const { customerId, area, stage } = filter
  return [
    ...progressPart(tx, filter, progress),
    ...originPart(tx, filter, origins),
    ...valuesPart(tx, (o) => sql`${o}.tier`, filter.tier, { stage }),
    ...valuesPart(tx, (o) => sql`${o}.destination_area`, area, { stage }),
    ...valuesPart(tx, (o) => sql`${o}.customer_id`, customerId === undefined ? undefined : [customerId]),
    ...rangePart(tx, (o) => sql`${o}.total`, [filter.totalFrom, filter.totalTo]),
    ...deliveryPart(tx, [filter.deliveryFrom, filter.deliveryTo]),
    ...timePart(tx, (o) => sql`${o}.shipped_at`, [filter.shippedFrom, filter.shippedBefore]),
    ...timePart(tx, (o) => sql`${o}.cancelled_at`, [filter.cancelledFrom, filter.cancelledBefore]),
  ]
}

/** By which channel an order came, and of what kind that was. */
export type Origin = { channel: string; source: string }

/** Which channels and kinds of channels go together among all orders, where a filter asks for either: a probe for each. */
export async function presentOrigins(tx: Transaction, { channel, source }: OrderFilter): Promise<Origin[]> {
  if (channel === undefined && source === undefined) return []
  const rows = await tx.rows<Origin>(sql`
    with recursive present as (
      (select r.channel, r.source from orders r where r.merchant_id = ${tx.merchantId} order by r.channel, r.source limit 1)
      union all
      select n.channel, n.source from present p cross join lateral (
        select r.channel, r.source from orders r
        where r.merchant_id = ${tx.merchantId} and (r.channel, r.source) > (p.channel, p.source)
        order by r.channel, r.source limit 1) n
    )
    select channel, source from present`)
  return rows.filter((row) => isAsked(channel, row.channel) && isAsked(source, row.source))
}

/** Channel and kind of channel are one part: of their pairs hardly any occur. */
function originPart(tx: Transaction, filter: OrderFilter, origins: readonly Origin[]): Part[] {
  const { channel, source, stage } = filter
  if (channel === undefined && source === undefined) return []
  const conditions = [
    ...(channel === undefined ? [] : [oneOf(sql`o.channel`, channel)]),
    ...(source === undefined ? [] : [oneOf(sql`o.source`, source)]),
    ...ofStages(stage),
  ]
  const branches = origins.flatMap((of) =>
    (stage ?? orderStages).map((stage): Branch => {
      const is = sql`r.channel = ${of.channel} and r.source = ${of.source} and r.stage = ${stage}`
      return { stage, ids: ownIds(tx, is) }
    }),
  )
  return [{ branches, condition: sql.join(conditions, sql` and `) }]
}

const askedOfProgress = [
  { column: sql.raw('stage'), name: 'stage' },
  { column: sql.raw('payment_status'), name: 'paymentStatus' },
  { column: sql.raw('fulfillment_status'), name: 'fulfillmentStatus' },
] as const

/** What goes together among all orders, as far as a filter asks. */
export type Present = { progress: readonly Progress[]; origins: readonly Origin[] }

/** How far an order is. */
export type Progress = { stage: string; payment: string; goods: string }

/** Which stages, payments and goods go together among all orders, of those that a filter asks for: a probe for each. */
export async function presentProgress(tx: Transaction, filter: OrderFilter): Promise<Progress[]> {
  if (filter.paymentStatus === undefined && filter.fulfillmentStatus === undefined) return []
  const columns = sql`r.stage, r.payment_status, r.fulfillment_status`
  const rows = await tx.rows<{ stage: string; paymentStatus: string; fulfillmentStatus: string }>(sql`
    with recursive present as (
      (select ${columns} from orders r where r.merchant_id = ${tx.merchantId} order by ${columns} limit 1)
      union all
      select n.stage, n.payment_status, n.fulfillment_status from present p cross join lateral (
        select ${columns} from orders r
        where r.merchant_id = ${tx.merchantId} and (${columns}) > (p.stage, p.payment_status, p.fulfillment_status)
        order by ${columns} limit 1) n
    )
    select stage, payment_status, fulfillment_status from present`)
  return rows
    .filter((row) => askedOfProgress.every(({ name }) => isAsked(filter[name], row[name])))
    .map(({ stage, paymentStatus: payment, fulfillmentStatus: goods }) => ({ stage, payment, goods }))
}

function isAsked(values: readonly string[] | undefined, value: string): boolean {
  return values?.includes(value) ?? true
}

/** Stage, payment and goods are one part: most of their combinations do not occur, though each of them is common. */
function progressPart(tx: Transaction, filter: OrderFilter, progress: readonly Progress[]): Part[] {
  const asked = askedOfProgress.filter(({ name }) => filter[name] !== undefined)
  if (asked.length === 0) return []
  if (asked.length === 1 && filter.stage !== undefined) return [stagesPart(tx, filter.stage)]
  const branches = progress
    .filter(({ stage }) => filter.stage?.some((other) => other === stage) ?? true)
    .map(({ stage, payment, goods }): Branch => {
      const is = sql`r.stage = ${stage} and r.payment_status = ${payment} and r.fulfillment_status = ${goods}`
      return { stage, ids: ownIds(tx, is) }
    })
  const conditions = asked.map(({ column, name }) => oneOf(sql`o.${column}`, filter[name] ?? []))
  return [{ branches, condition: sql.join(conditions, sql` and `) }]
}

/**
 * To be delivered from a day on, or up to one. Old days have old orders: those that are met from the newest order back come late,
 * so each day is asked for its first, and the days that occur are found by skipping through the index.
 */
function deliveryPart(tx: Transaction, days: readonly [string | undefined, string | undefined]): Part[] {
  const [from, to] = days
  const after = (condition: RawBuilder<unknown>) => sql`
    select min(r.requested_delivery_on) as day from orders r where r.merchant_id = ${tx.merchantId} and ${condition}`
  const upTo = (condition: string) => (to === undefined ? sql`true` : sql`d.day ${sql.raw(condition)} ${to}`)
  const first = sql`r.requested_delivery_on ${from === undefined ? sql`is not null` : sql`>= ${from}`}`
  const ids = (of: { sort: OrderSort; most: number; inRange: InRange }) => sql`
    with recursive present as (
      ${after(first)}
      union all
      select n.day from present d cross join lateral (${after(sql`r.requested_delivery_on > d.day`)}) n
      where d.day is not null and ${upTo('<')}
    )
    select f.id from present d cross join lateral (
      ${ownIds(tx, sql`r.requested_delivery_on = d.day`)(of.inRange)} ${inOrder(sql`r.id`, of.sort)} limit ${of.most}) f
    where ${upTo('<=')} ${inOrder(sql`f.id`, of.sort)} limit ${of.most}`
  return rangePart(tx, (o) => sql`${o}.requested_delivery_on`, days).map((part) => ({ ...part, firstById: ids }))
}

type ColumnOf = (table: RawBuilder<unknown>) => RawBuilder<unknown>

/** A column of the order has one of some values; with `by`, by an index that has the stage behind it, and in the stages that it names. */
function valuesPart(
  tx: Transaction,
  column: ColumnOf,
  values: readonly string[] | undefined,
  by?: Pick<OrderFilter, 'stage'>,
): Part[] {
  if (values === undefined) return []
  const branches = [...new Set(values)].flatMap((value): Branch[] => {
    const is = sql`${column(sql`r`)} = ${value}`
    if (by === undefined) return [{ ids: ownIds(tx, is) }]
    return (by.stage ?? orderStages).map((stage) => ({ stage, ids: ownIds(tx, sql`${is} and r.stage = ${stage}`) }))
  })
  return [{ branches, condition: sql.join([oneOf(column(sql`o`), values), ...ofStages(by?.stage)], sql` and `) }]
}

/** Where a part's branches are of stages its condition is too: the stage may be no part of its own beside it. */
function ofStages(stages: readonly string[] | undefined): RawBuilder<unknown>[] {
  return stages === undefined ? [] : [oneOf(sql`o.stage`, stages)]
}

/** A column of the order is in a range, of which either end may be open. */
function rangePart(
  tx: Transaction,
  column: ColumnOf,
  [least, most]: readonly [string | number | undefined, string | number | undefined],
): Part[] {
  return comparedPart(tx, column, [
    ...(least === undefined ? [] : [sql`>= ${least}`]),
    ...(most === undefined ? [] : [sql`<= ${most}`]),
  ])
}

/** A moment of the order lies in a time, whose end is not in it; either end may be open. */
function timePart(
  tx: Transaction,
  column: ColumnOf,
  [from, before]: readonly [string | undefined, string | undefined],
): Part[] {
  return comparedPart(tx, column, [
    ...(from === undefined ? [] : [sql`>= ${new Date(from)}`]),
    ...(before === undefined ? [] : [sql`< ${new Date(before)}`]),
  ])
}

function comparedPart(tx: Transaction, column: ColumnOf, ends: readonly RawBuilder<unknown>[]): Part[] {
  if (ends.length === 0) return []
  const within = (table: RawBuilder<unknown>) =>
    sql.join(
      ends.map((end) => sql`${column(table)} ${end}`),
      sql` and `,
    )
  const is = within(sql`r`)
  return [
    {
      branches: [{ ids: ownIds(tx, is) }],
      condition: within(sql`o`),
      sortedBy: column(sql`r`),
      staged: ownColumns(tx, sql`r.id, r.stage`, is),
    },
  ]
}
