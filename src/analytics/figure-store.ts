import { type RawBuilder, sql } from 'kysely'
import { rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { DomainEvent } from '../platform/events.ts'
import { minutesOfSlot } from './slots.ts'
import { noteWaiting } from './waiting-store.ts'

/** How far a merchant's sums are made: `position` is the last order that is in, none once all are. */
export type FigureBuild = { timeZone: string; position: string | null; orders: number; completedAt: Date | null }

/** The steps of orders that sums are made of: a select of object_id, version, type, at, stage_from, stage_to. */
type Steps = RawBuilder<unknown>

/** How far the sums are made; undefined where nobody began, or for the days of another zone than the merchant's is now. */
export function findBuild(tx: Transaction): Promise<FigureBuild | undefined> {
  return tx.row(sql`
    select b.time_zone, b.position, b.orders, b.completed_at
    from figure_builds b join merchants m on m.id = b.merchant_id and m.time_zone = b.time_zone
    where b.merchant_id = ${tx.merchantId}`)
}

/** Begins anew: what sums there are go. */
export async function startBuild(tx: Transaction, { timeZone, now }: { timeZone: string; now: Date }): Promise<void> {
  const { merchantId } = tx
  await Promise.all([
    tx.run(sql`delete from order_slots where merchant_id = ${merchantId}`),
    tx.run(sql`delete from order_day_stages where merchant_id = ${merchantId}`),
    tx.run(sql`delete from order_day_areas where merchant_id = ${merchantId}`),
    tx.run(sql`delete from waiting_orders where merchant_id = ${merchantId}`),
    tx.run(sql`delete from waiting_order_places where merchant_id = ${merchantId}`),
    tx.run(sql`
      insert into figure_builds (merchant_id, time_zone, position, orders, started_at)
      values (${merchantId}, ${timeZone}, ${beforeAll}, 0, ${now})
      on conflict (merchant_id) do update set time_zone = excluded.time_zone, position = excluded.position,
        orders = 0, started_at = excluded.started_at, completed_at = null`),
  ])
}

const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Notes how far the sums are made now; without a position they are complete. */
export async function saveBuild(
  tx: Transaction,
  { position, orders, now }: { position: string | null; orders: number; now: Date },
): Promise<void> {
  await tx.run(sql`
    update figure_builds set position = ${position}, orders = orders + ${orders},
      completed_at = ${position === null ? now : null}
    where merchant_id = ${tx.merchantId}`)
}

/** The ids of the next orders after a position, in the order of age. */
export async function findNextOrders(tx: Transaction, position: string, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select id from orders where merchant_id = ${tx.merchantId} and id > ${position} order by id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/** Adds what events told, of orders whose earlier events are in. */
export async function addEvents(
  tx: Transaction,
  timeZone: string,
  events: readonly Pick<DomainEvent, 'objectId' | 'version' | 'type' | 'at' | 'data'>[],
): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ objectId, version, type, at, data }) => {
    const { stageFrom = null, stageTo = null } = data as { stageFrom?: string | null; stageTo?: string | null }
    return { objectId, version, type, at, stageFrom, stageTo }
  })
  const types = {
    ...({ objectId: 'uuid', version: 'int4', type: 'text', at: 'timestamptz' } as const),
    ...({ stageFrom: 'text', stageTo: 'text' } as const),
  }
  const steps = sql`
    select t.object_id, t.version, t.type, t.at, t.stage_from, t.stage_to from ${rowSource('t', types, rows)}`
  const ids = [...new Set(events.map(({ objectId }) => objectId))]
  await Promise.all([tx.run(sumSteps(tx, timeZone, steps)), noteWaiting(tx, sql`o.id = any(${uuidList(ids)})`)])
}

/**
 * Adds all that happened to the orders after `after`, up to `last` where there is one. What is still on its way to `subscriber`
 * is left out in the same reading: it is added when it comes.
 */
export async function addOrders(
  tx: Transaction,
  { subscriber, timeZone, after, last }: { subscriber: string; timeZone: string; after: string; last: string | null },
): Promise<void> {
  const { merchantId } = tx
  const isIn = (id: RawBuilder<unknown>) => sql`${id} > ${after} ${last === null ? sql`` : sql`and ${id} <= ${last}`}`
  const steps = sql`
    select e.object_id, e.version, e.type, e.at, e.data ->> 'stageFrom' as stage_from, e.data ->> 'stageTo' as stage_to
    from events e
    where e.merchant_id = ${merchantId} and ${isIn(sql`e.object_id`)} and e.object_type = 'order'
      and not exists (
        select 1 from event_deliveries d
        where d.merchant_id = ${merchantId} and d.subscriber = ${subscriber} and d.object_id = e.object_id
          and d.version = e.version)`
  await Promise.all([tx.run(sumSteps(tx, timeZone, steps)), noteWaiting(tx, isIn(sql`o.id`))])
}

/** One statement, so that all of it sees the same. The days and slots are those of the zone. */
function sumSteps({ merchantId }: Transaction, timeZone: string, steps: Steps): RawBuilder<unknown> {
  return sql`
    with steps as (${steps}),
    known as (
      select s.type, s.stage_from, s.stage_to, o.channel, o.currency, o.total, o.destination_area as area,
        (o.placed_at at time zone ${timeZone})::date as placed_on,
        s.stage_to = 'cancelled' and s.stage_from <> 'cancelled' as is_cancelled,
        s.stage_from = 'cancelled' and s.stage_to <> 'cancelled' as is_back,
        (case when s.stage_from = 'cancelled' and s.stage_to <> 'cancelled' then (
          select c.at from events c
          where c.merchant_id = ${merchantId} and c.object_id = s.object_id and c.version < s.version
            and c.data ->> 'stageTo' = 'cancelled' and c.data ->> 'stageFrom' <> 'cancelled'
          order by c.version desc limit 1) else s.at end) at time zone ${timeZone} as moment
      from steps s join orders o on o.merchant_id = ${merchantId} and o.id = s.object_id
    ),
    happened as (
      select moment::date as day,
        ((extract(hour from moment) * 60 + extract(minute from moment))::int4 / ${minutesOfSlot}::int4)::int2 as slot,
        channel, currency,
        case when type = 'order.placed' then 1 else 0 end as orders,
        case when type = 'order.placed' then total else 0 end as amount,
        case when stage_to = 'shipped' and stage_from is distinct from 'shipped' then 1 else 0 end as shipped,
        case when is_cancelled then 1 when is_back then -1 else 0 end as cancelled
      from known
    ),
    slots as (
      insert into order_slots as s (merchant_id, day, slot, channel, currency, orders, amount, shipped, cancelled)
      select ${merchantId}::uuid, day, slot, channel, currency, sum(orders), sum(amount)::int8, sum(shipped), sum(cancelled)
      from happened where orders <> 0 or shipped <> 0 or cancelled <> 0
      group by day, slot, channel, currency
      on conflict (merchant_id, day, slot, channel, currency) do update set orders = s.orders + excluded.orders,
        amount = s.amount + excluded.amount, shipped = s.shipped + excluded.shipped,
        cancelled = s.cancelled + excluded.cancelled
    ),
    stages as (
      insert into order_day_stages as s (merchant_id, day, channel, stage, orders)
      select ${merchantId}::uuid, k.placed_on, k.channel, moved.stage, sum(moved.orders)
      from known k cross join lateral (values (k.stage_from, -1), (k.stage_to, 1)) moved(stage, orders)
      where moved.stage is not null and k.stage_from is distinct from k.stage_to
      group by k.placed_on, k.channel, moved.stage having sum(moved.orders) <> 0
      on conflict (merchant_id, day, channel, stage) do update set orders = s.orders + excluded.orders
    )
    insert into order_day_areas as a (merchant_id, day, channel, area, currency, orders, amount)
    select ${merchantId}::uuid, placed_on, channel, area, currency, count(*), sum(total)::int8
    from known where type = 'order.placed'
    group by placed_on, channel, area, currency
    on conflict (merchant_id, day, channel, area, currency) do update set orders = a.orders + excluded.orders,
      amount = a.amount + excluded.amount`
}
