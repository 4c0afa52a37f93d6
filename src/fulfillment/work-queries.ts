import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import { firstIdAt } from '../platform/ids.ts'
import { namesWithin, type Scoped } from '../platform/scope.ts'
import { type FulfillmentOrderStatus, fulfillmentOrderStatuses, openStatuses } from './fulfillment-order.ts'
import { withinPlaces } from './fulfillment-scope.ts'

/** What a list of fulfillment orders can be narrowed by; all of it together. */
export type WorkFilter = {
  id?: string | undefined
  locationId?: string | undefined
  status?: readonly FulfillmentOrderStatus[] | undefined
  orderId?: string | undefined
  /** Something of this item is still to be picked. */
  itemId?: string | undefined
  channel?: string | undefined
  cancellationRequested?: 'true' | undefined
  createdBefore?: Date | undefined
  order?: 'newest' | 'oldest' | undefined
}

/** Where a page begins, and how long it is. */
export type WorkPage = { after?: string | undefined; limit: number }

/**
 * The ids of a page. A place's work is indexed by place, status and id: where one of the first two is left open, the first
 * of each place or status are read, and of those the first. What is asked of an order or an item is asked of work that is
 * not done, unless states are named: of what is done nobody keeps an index.
 */
export function workIds(asking: Scoped, filter: WorkFilter, { after, limit }: WorkPage): RawBuilder<unknown> {
  const { tx, scope } = asking
  const { locationId, order = 'newest' } = filter
  const beyond = after === undefined ? sql`` : order === 'oldest' ? sql`and f.id > ${after}` : sql`and f.id < ${after}`
  const byId = order === 'oldest' ? sql`f.id asc` : sql`f.id desc`
  const where = sql`${beyond} ${othersOf(asking, filter)}`
  const mine = namesWithin(scope, locationScope)
  const statuses = filter.status
  const named = namedOf(asking, filter)
  const isOpen = filter.channel !== undefined || filter.itemId !== undefined
  if (named !== undefined || (locationId === undefined && statuses === undefined && mine === undefined && !isOpen)) {
    const parts = [
      named ?? sql``,
      locationId === undefined ? sql`` : sql`and f.location_id = ${locationId}`,
      statuses === undefined ? sql`` : sql`and f.status = any(${textList(statuses)})`,
      withinPlaces(scope, sql`f.location_id`),
    ]
    return sql`
      select f.id from fulfillment_orders f
      where f.merchant_id = ${tx.merchantId} ${sql.join(parts, sql` `)} ${where} order by ${byId} limit ${limit}`
  }
  const wanted = statuses ?? (isOpen ? openStatuses : fulfillmentOrderStatuses)
  const first = sql`
    select first.id
    from (${placesAsked(asking, locationId)}) place
    cross join unnest(${textList(wanted)}) wanted(status)
    cross join lateral (
      select f.id from fulfillment_orders f
      where f.merchant_id = ${tx.merchantId} and f.location_id = place.id and f.status = wanted.status ${where}
      order by ${byId} limit ${limit}
    ) first
    order by first.id ${order === 'oldest' ? sql`asc` : sql`desc`} limit ${limit}`
  // As a list it is known to be short, however many the places are thought to have.
  return mine === undefined ? first : sql`select unnest(array(${first})) as id`
}

/** `select id …`: the place that was asked for, or all that the caller may see. */
export function placesAsked({ tx, scope }: Scoped, locationId: string | undefined): RawBuilder<unknown> {
  const mine = namesWithin(scope, locationScope)
  const asked = locationId === undefined ? mine : [locationId].filter((id) => mine?.includes(id) ?? true)
  if (asked === undefined) return sql`select id from locations where merchant_id = ${tx.merchantId}`
  // As a list, though it be of one: a place that is a constant leads the planner to another index than that of places.
  return sql`select * from unnest(${uuidList(asked)}) place(id)`
}

/** A fence for the planner: what is asked about is looked up by its key, however much it believes there to be. */
export const oneByOne = sql`offset 0`

/** `and …` for what is of the work's own row, its order or its lines. */
function othersOf({ tx }: Scoped, { createdBefore, channel, itemId }: WorkFilter): RawBuilder<unknown> {
  const parts = [
    createdBefore === undefined ? sql`` : sql`and f.id < ${firstIdAt(createdBefore)}`,
    channel === undefined
      ? sql``
      : sql`and exists (
          select from orders o where o.merchant_id = ${tx.merchantId} and o.id = f.order_id and o.channel = ${channel}
          ${oneByOne})`,
    itemId === undefined
      ? sql``
      : sql`and exists (
          select from fulfillment_lines l
          where l.merchant_id = ${tx.merchantId} and l.order_id = f.order_id and l.fulfillment_order_id = f.id
            and l.item_id = ${itemId} and l.quantity > l.picked + l.short + l.cancelled ${oneByOne})`,
  ]
  return sql.join(parts, sql` `)
}

/** `and …` for work that is named, of one order, or of orders that somebody wants cancelled. */
function namedOf({ tx }: Scoped, { id, orderId, cancellationRequested }: WorkFilter): RawBuilder<unknown> | undefined {
  if (id !== undefined) return sql`and f.id = ${id}`
  if (orderId === undefined && cancellationRequested === undefined) return undefined
  const ofOne = orderId === undefined ? sql`` : sql`and f.order_id = ${orderId}`
  if (cancellationRequested === undefined) return ofOne
  return sql`${ofOne} and f.status in ('picking', 'packed') and f.order_id = any(array(
    select c.order_id from order_cancellations c where c.merchant_id = ${tx.merchantId} and c.status = 'requested'))`
}
