import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import { isWithin, namesWithin, type Scope, type Scoped, withinScope } from '../platform/scope.ts'
import type { OrderFilter } from './filter-contract.ts'
import { channelScope } from './order.ts'

/*
 * Where an order is: in the channel by which it came, and at each place that has, or had, goods of it to send. Who is narrowed
 * to places sees the orders of which one of them has goods; who is narrowed to both, those of which both is true.
 */

/**
 * For an order that somebody names: out of their scope it is not there. Nothing is asked of who is not narrowed.
 * @throws DomainError `not_found`
 */
export async function requireOrderWithin(asking: Scoped, orderId: string): Promise<void> {
  if (await isOrderWithin(asking, orderId)) return
  throw new DomainError('not_found', 'not_found', { facts: { object: 'order' } })
}

/** Whether an order lies within a scope; of one that does not exist it is true only for who is not narrowed. */
export async function isOrderWithin({ tx, scope }: Scoped, orderId: string): Promise<boolean> {
  if (!isNarrowed(scope)) return true
  return (await tx.row(orderWithin({ tx, scope }, sql`${orderId}`))) !== undefined
}

/** `and …` for rows that name an order by `orderId`, or none: the order lies within the scope, as of this moment. */
export function ofOrdersWithin(asking: Scoped, orderId: RawBuilder<unknown>): RawBuilder<unknown> {
  if (!isNarrowed(asking.scope)) return sql``
  // `offset 0`: one probe by order, never all allocations of the places for the few that are asked about.
  return sql`and (${orderId} is null or exists (${orderWithin(asking, orderId)} offset 0))`
}

function orderWithin({ tx, scope }: Scoped, orderId: RawBuilder<unknown>): RawBuilder<unknown> {
  const places = namesWithin(scope, locationScope)
  return sql`
    select 1 from orders o
    where o.merchant_id = ${tx.merchantId} and o.id = ${orderId} ${withinChannels(scope)}
      ${places === undefined ? sql`` : sql`and ${hasGoodsOf(tx, places)}`}`
}

/** Whether someone sees only some of the orders. */
export function isNarrowed(scope: Scope | undefined): boolean {
  return scope?.[channelScope] !== undefined || scope?.[locationScope] !== undefined
}

/** For `orders o`: it came by a channel of the scope. */
export function withinChannels(scope: Scope | undefined): RawBuilder<unknown> {
  return withinScope(scope, { kind: channelScope, column: sql`o.channel`, type: 'text' })
}

/** For `orders o`: a place of the scope is noted for it. A moment behind what is allocated, and by an index of its own. */
export function withinPlaces({ tx, scope }: Scoped): RawBuilder<unknown> {
  const places = namesWithin(scope, locationScope)
  if (places === undefined) return sql``
  return sql`and exists (
    select 1 from order_places p
    where p.merchant_id = ${tx.merchantId} and p.order_id = o.id and p.location_id = any(${uuidList(places)}))`
}

/**
 * For `orders o` of a list that is narrowed by nothing but the scope: the newest `most` of each place, or of each channel
 * where places are not narrowed, each from its index. `inRange` says which ids the list can show.
 */
export function newestWithin(
  { tx, scope }: Scoped,
  inRange: (id: RawBuilder<unknown>) => RawBuilder<unknown>,
  most: number,
): RawBuilder<unknown>[] {
  const places = namesWithin(scope, locationScope)
  const channels = namesWithin(scope, channelScope)
  // Of a place's newest some may be of another channel: how many must be read is not known.
  if (places !== undefined && channels !== undefined) return [withinChannels(scope), withinPlaces({ tx, scope })]
  const newest =
    places === undefined
      ? sql`unnest(${textList(channels ?? [])}) mine(code) cross join lateral (
          select n.id from orders n
          where n.merchant_id = ${tx.merchantId} and n.channel = mine.code ${inRange(sql`n.id`)}
          order by n.id desc limit ${most}) newest`
      : sql`unnest(${uuidList(places)}) mine(id) cross join lateral (
          select p.order_id as id from order_places p
          where p.merchant_id = ${tx.merchantId} and p.location_id = mine.id ${inRange(sql`p.order_id`)}
          order by p.order_id desc limit ${most}) newest`
  return [sql`and o.id = any(array(select distinct newest.id from ${newest} order by newest.id desc limit ${most}))`]
}

/** For `orders o`, as of this moment: one of the places has, or had, goods of it to send. */
function hasGoodsOf({ merchantId }: Transaction, places: readonly string[]): RawBuilder<unknown> {
  return sql`exists (
    select 1 from allocations a
    where a.merchant_id = ${merchantId} and a.order_id = o.id and a.location_id = any(${uuidList(places)}))`
}

/** Of these orders, those that lie within a scope. */
export async function findOrdersWithin({ tx, scope }: Scoped, orderIds: readonly string[]): Promise<Set<string>> {
  if (!isNarrowed(scope)) return new Set(orderIds)
  const rows = await tx.rows<{ id: string }>(sql`
    select wanted.id from unnest(${uuidList(orderIds)}) wanted(id)
    where exists (${orderWithin({ tx, scope }, sql`wanted.id`)})`)
  return new Set(rows.map(({ id }) => id))
}

/** Of these notes, those on orders that lie within a scope. */
export async function findNotesWithin({ tx, scope }: Scoped, noteIds: readonly string[]): Promise<Set<string>> {
  if (!isNarrowed(scope)) return new Set(noteIds)
  // The event of a note names its order; notes themselves are keyed by it.
  const rows = await tx.rows<{ id: string }>(sql`
    select e.object_id as id from events e
    where e.merchant_id = ${tx.merchantId} and e.object_id = any(${uuidList(noteIds)}) and e.version = 1
      and exists (${orderWithin({ tx, scope }, sql`(e.data ->> 'orderId')::uuid`)})`)
  return new Set(rows.map(({ id }) => id))
}

/** The filter with the caller's channels and places in it; undefined where it has one that they may not see, and no other. */
export function visibleFilter(scope: Scope, { channel, locationId, ...filter }: OrderFilter): OrderFilter | undefined {
  const channels = visible(scope, channelScope, channel)
  const places = visible(scope, locationScope, locationId)
  if (channels?.length === 0 || places?.length === 0) return undefined
  return { ...filter, ...(channels && { channel: channels }), ...(places && { locationId: places }) }
}

function visible(scope: Scope, kind: string, asked: readonly string[] | undefined): string[] | undefined {
  const names = asked?.filter((name) => isWithin(scope, kind, name)) ?? namesWithin(scope, kind)
  return names && [...names]
}
