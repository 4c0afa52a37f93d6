import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { channelScope } from '../orders/order.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import { idTime } from '../platform/ids.ts'
import { namesWithin, type Scoped, withinScope } from '../platform/scope.ts'
import {
  countedExactly,
  type OrderWait,
  orderWaits,
  type Waiting,
  type WorkWait,
  waitingOf,
  workWaits,
} from './waiting.ts'

/** How many orders wait: each once, and by what for; kinds of which none wait are left out. */
export type WaitingOrders = { all: Waiting; kinds: (Waiting & { kind: OrderWait })[] }

/** How many orders wait that the caller may see. */
export async function countWaitingOrders(asking: Scoped): Promise<WaitingOrders> {
  const { tx } = asking
  // An order is in a kind's list once; where one list is full, all of them together are too many as well.
  const rows = await tx.rows<{ kind: OrderWait | null; count: number; since: Date | null }>(sql`
    select wanted.kind, count(distinct first.order_id) as count, min(first.since) as since
    from unnest(${textList(orderWaits)}) wanted(kind)
    cross join lateral (${longestWaiting(asking)}) first
    group by grouping sets ((wanted.kind), ())`)
  const none = { count: 0, since: null }
  return {
    all: waitingOf(rows.find(({ kind }) => kind === null) ?? none),
    kinds: rows.flatMap(({ kind, ...row }) => (kind === null ? [] : [{ kind, ...waitingOf(row) }])),
  }
}

/** Of a kind those that wait longest, one more than are counted; of who is narrowed to places those of each of them. */
function longestWaiting({ tx, scope }: Scoped): RawBuilder<unknown> {
  const mine = withinScope(scope, { kind: channelScope, column: sql`w.channel`, type: 'text' })
  const longest = sql`w.kind = wanted.kind ${mine} order by w.since limit ${countedExactly + 1}`
  const places = namesWithin(scope, locationScope)
  if (places === undefined)
    return sql`select w.order_id, w.since from waiting_orders w where w.merchant_id = ${tx.merchantId} and ${longest}`
  return sql`
    select of_place.order_id, min(of_place.since) as since
    from unnest(${uuidList(places)}) place(id) cross join lateral (
      select w.order_id, w.since from waiting_order_places w
      where w.merchant_id = ${tx.merchantId} and w.location_id = place.id and ${longest}
    ) of_place
    group by of_place.order_id limit ${countedExactly + 1}`
}

/** How much work waits at each place of the caller, by its status; none is left out. */
export async function countWaitingWork({
  tx,
  scope,
}: Scoped): Promise<(Waiting & { status: WorkWait; location: { id: string; code: string; name: string } })[]> {
  type Row = { id: string; code: string; name: string; status: WorkWait; count: number; oldest: string }
  const rows = await tx.rows<Row>(sql`
    select p.id, p.code, p.name, wanted.status, waits.count, waits.oldest
    from locations p
    cross join unnest(${textList(workWaits)}) wanted(status)
    cross join lateral (
      select count(*) as count, min(first.id::text) as oldest from (
        select f.id from fulfillment_orders f
        where f.merchant_id = ${tx.merchantId} and f.location_id = p.id and f.status = wanted.status
        order by f.id limit ${countedExactly + 1}
      ) first
    ) waits
    where p.merchant_id = ${tx.merchantId} and waits.count > 0
      ${withinScope(scope, { kind: locationScope, column: sql`p.id`, type: 'uuid' })}
    order by p.code, p.id`)
  return rows.map(({ id, code, name, status, count, oldest }) => {
    return { status, location: { id, code, name }, ...waitingOf({ count, since: idTime(oldest) }) }
  })
}
