import { sql } from 'kysely'
import { textList } from '../platform/db/bulk.ts'
import type { Scoped } from '../platform/scope.ts'
import { type FulfillmentOrderStatus, openStatuses } from './fulfillment-order.ts'
import { oneByOne, placesAsked, type WorkFilter, workIds } from './work-queries.ts'

/** So many, exact to 1,000; `more` when there are more than were counted. */
export type Tally = { count: number; more: boolean }

/** How much work stands in a status, and since when the oldest of it waits. */
export type StatusTally = Tally & { status: (typeof openStatuses)[number]; oldestAt: Date | null }

const countedExactly = 1000

/** How much work that is not done stands in each status, at one place or at all that the caller may see. */
export async function countWork(
  asking: Scoped,
  { locationId, channel }: Pick<WorkFilter, 'locationId' | 'channel'>,
): Promise<{ statuses: StatusTally[]; cancellationRequests: Tally }> {
  const { tx } = asking
  const ofChannel =
    channel === undefined
      ? sql``
      : sql`and exists (
          select from orders o where o.merchant_id = ${tx.merchantId} and o.id = f.order_id and o.channel = ${channel}
          ${oneByOne})`
  const ofOne = sql`fulfillment_orders f
    where f.merchant_id = ${tx.merchantId} and f.location_id = place.id and f.status = wanted.status ${ofChannel}`
  const asked = { locationId, channel, cancellationRequested: 'true' } as const
  const [rows, requests] = await Promise.all([
    tx.rows<{ status: FulfillmentOrderStatus; count: number; oldestAt: Date | null }>(sql`
      select wanted.status, sum(found.count)::int4 as count, min(oldest.created_at) as oldest_at
      from (${placesAsked(asking, locationId)}) place
      cross join unnest(${textList(openStatuses)}) wanted(status)
      cross join lateral (
        select count(*) as count from (select 1 from ${ofOne} limit ${countedExactly + 1}) work
      ) found
      left join lateral (select f.created_at from ${ofOne} order by f.id limit 1) oldest on true
      group by wanted.status`),
    tx.row<{ count: number }>(sql`
      select count(*)::int4 as count from (${workIds(asking, asked, { limit: countedExactly + 1 })}) requested`),
  ])
  const found = new Map(rows.map((row) => [row.status, row]))
  const statuses = openStatuses.map((status): StatusTally => {
    const { count = 0, oldestAt = null } = found.get(status) ?? {}
    return { status, oldestAt, ...tallyOf(count) }
  })
  return { statuses, cancellationRequests: tallyOf(requests?.count ?? 0) }
}

function tallyOf(count: number): Tally {
  return { count: Math.min(count, countedExactly), more: count > countedExactly }
}
