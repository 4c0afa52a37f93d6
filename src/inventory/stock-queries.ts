import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { namesWithin, type Scoped, withinScope } from '../platform/scope.ts'
import type { ShortagePolicy } from './level-queries.ts'
import type { LevelCondition, StockLevel } from './stock-level.ts'

/** A level with the names that people know. */
export type NamedLevel = StockLevel & {
  sku: string
  name: string
  locationCode: string
  locationName: string
  /** Whether orders are filled from there: an open place that fulfils. */
  fulfils: boolean
}

/** What a list of levels may be narrowed to. */
export type LevelFilter = {
  itemId?: string | undefined
  sku?: string | undefined
  locationId?: string | undefined
  /** Only levels that have at most so many to promise. */
  toPromiseAtMost?: number | undefined
  condition?: LevelCondition | undefined
  /** Levels of goods that are out of sale, and of which nothing is there, kept or awaited. */
  archivedEmpty?: 'left_out' | undefined
}

/** A place in the list: the level after which it goes on, by item or by SKU. */
export type LevelPlace = { item: string; locationId: string }

const toPromise = sql`l.on_hand - l.allocated - l.reserved - l.unavailable - l.safety_stock`

/** Whether the goods of a level `l` are out of sale and none of them is there, kept or awaited. */
export const isArchivedEmpty = sql`(
  l.on_hand = 0 and l.allocated = 0 and l.reserved = 0 and l.unavailable = 0 and l.incoming = 0
  and exists (
    select 1 from variants a where a.merchant_id = l.merchant_id and a.id = l.item_id and a.status = 'archived'))`

/** The same as `isSo`; a test holds the two together. */
const conditions: Record<LevelCondition, RawBuilder<unknown>> = {
  short: sql`and ${toPromise} <= 0`,
  below_safety: sql`and l.safety_stock > 0 and ${toPromise} < 0`,
  oversold: sql`and l.allocated + l.reserved + l.unavailable > l.on_hand`,
  empty: sql`and l.on_hand = 0`,
  unavailable: sql`and l.unavailable > 0`,
  incoming: sql`and l.incoming > 0`,
}

/** Levels by item or by SKU, then place, after the level `after`; of the places that the caller may see. */
export function findLevels(
  { tx, scope }: Scoped,
  filter: LevelFilter,
  page: { sort: 'item' | 'sku'; limit: number; after?: LevelPlace | undefined },
): Promise<NamedLevel[]> {
  const where = levelsWhere(tx, filter)
  return page.sort === 'sku'
    ? tx.rows(levelsBySku({ tx, scope }, where, page))
    : levelsByItem({ tx, scope }, where, page)
}

/** The levels that a filter finds, by SKU and place: the `id` of the item, the `part_id` that is the place, and the `position`. */
export function matchingLevels(asking: Scoped, filter: LevelFilter, page: { limit: number }): RawBuilder<unknown> {
  return sql`
    select m.item_id as id, m.location_id as part_id, row_number() over (order by m.sku, m.location_id) as position
    from (${levelsBySku(asking, levelsWhere(asking.tx, filter), page)}) m`
}

/** Levels by their items and places; of the places that the caller may see. */
export function findLevelsOf(
  { tx, scope }: Scoped,
  named: readonly { itemId: string; locationId: string }[],
): Promise<NamedLevel[]> {
  return tx.rows(sql`
    select ${namedLevel} from inventory_levels l ${joinNames}
    where l.merchant_id = ${tx.merchantId} and (l.item_id, l.location_id) in (${pairs(named)})
      ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}`)
}

/** Levels that somebody chose, as `matchingLevels` gives them. */
export function namedLevels(
  { tx, scope }: Scoped,
  named: readonly { itemId: string; locationId: string }[],
): RawBuilder<unknown> {
  return sql`
    select l.item_id as id, l.location_id as part_id, row_number() over (order by v.sku, l.location_id) as position
    from inventory_levels l ${joinNames}
    where l.merchant_id = ${tx.merchantId} and (l.item_id, l.location_id) in (${pairs(named)})
      ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}`
}

function pairs(named: readonly { itemId: string; locationId: string }[]): RawBuilder<unknown> {
  const items = uuidList(named.map(({ itemId }) => itemId))
  const places = uuidList(named.map(({ locationId }) => locationId))
  return sql`select item_id, location_id from unnest(${items}, ${places}) n(item_id, location_id)`
}

/** `l.merchant_id = …` and what a filter asks of levels. */
export function levelsWhere(tx: Transaction, filter: LevelFilter): RawBuilder<unknown> {
  const { itemId, sku, locationId, toPromiseAtMost, condition, archivedEmpty } = filter
  const ofItem = itemId === undefined ? sql`` : sql`and l.item_id = ${itemId}`
  const ofSku =
    sku === undefined
      ? sql``
      : sql`and l.item_id = (select s.id from variants s where s.merchant_id = ${tx.merchantId} and s.sku = ${sku})`
  const ofPlace = locationId === undefined ? sql`` : sql`and l.location_id = ${locationId}`
  const few = toPromiseAtMost === undefined ? sql`` : sql`and ${toPromise} <= ${toPromiseAtMost}`
  const isSo = condition === undefined ? sql`` : conditions[condition]
  const notGone = archivedEmpty === undefined ? sql`` : sql`and not ${isArchivedEmpty}`
  return sql`l.merchant_id = ${tx.merchantId} ${ofItem} ${ofSku} ${ofPlace} ${few} ${isSo} ${notGone}`
}

/** By SKU as its index has it, each with its levels. */
function levelsBySku(
  { tx, scope }: Scoped,
  where: RawBuilder<unknown>,
  { limit, after }: { limit: number; after?: LevelPlace | undefined },
): RawBuilder<NamedLevel> {
  const beyond =
    after === undefined
      ? sql``
      : sql`and v.sku >= ${after.item} and (v.sku, l.location_id) > (${after.item}, ${after.locationId}::uuid)`
  return sql<NamedLevel>`
    select ${namedLevel} from variants v
    join inventory_levels l on l.merchant_id = ${tx.merchantId} and l.item_id = v.id
    join locations p on p.merchant_id = ${tx.merchantId} and p.id = l.location_id
    where v.merchant_id = ${tx.merchantId} ${beyond} and ${where}
      ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}
    order by v.sku, l.location_id limit ${limit}`
}

function levelsByItem(
  { tx, scope }: Scoped,
  every: RawBuilder<unknown>,
  { limit, after }: { limit: number; after?: LevelPlace | undefined },
): Promise<NamedLevel[]> {
  const beyond =
    after === undefined ? sql`` : sql`and (l.item_id, l.location_id) > (${after.item}, ${after.locationId})`
  const where = sql`${every} ${beyond}`
  const places = namesWithin(scope, locationScope)
  // The first of each place, from its index, and of those the first.
  const levels =
    places === undefined
      ? sql`inventory_levels l where ${where}`
      : sql`unnest(${uuidList(places)}) place(id) cross join lateral (
          select * from inventory_levels l where ${where} and l.location_id = place.id
          order by l.item_id limit ${limit}
        ) l`
  return tx.rows(sql`
    select ${namedLevel} from (
      select * from ${levels}
      order by l.item_id, l.location_id limit ${limit}
    ) l
    ${joinNames}
    order by l.item_id, l.location_id`)
}

/** What is known of one item's stock, at every place. */
export type ItemStock = {
  itemId: string
  sku: string
  name: string
  kind: string
  /** None of its own: the merchant's settings say. */
  shortagePolicy: ShortagePolicy | null
  oversellLimit: number
  /** Whether places may be left out because the caller may not see them. */
  narrowed: boolean
  levels: NamedLevel[]
}

/** The stock of one item at all places that the caller may see, in the order of their codes. */
export async function findItemStock({ tx, scope }: Scoped, itemId: string): Promise<ItemStock | undefined> {
  const [item, levels] = await Promise.all([
    tx.row<Omit<ItemStock, 'levels' | 'narrowed'>>(sql`
      select v.id as item_id, v.sku, v.name, v.kind, i.shortage_policy, coalesce(i.oversell_limit, 0) as oversell_limit
      from variants v left join inventory_items i on i.merchant_id = v.merchant_id and i.id = v.id
      where v.merchant_id = ${tx.merchantId} and v.id = ${itemId}`),
    tx.rows<NamedLevel>(sql`
      select ${namedLevel} from inventory_levels l ${joinNames}
      where l.merchant_id = ${tx.merchantId} and l.item_id = ${itemId}
        ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })} order by p.code`),
  ])
  return item === undefined ? undefined : { ...item, narrowed: namesWithin(scope, locationScope) !== undefined, levels }
}

const namedLevel = sql`
  l.item_id, l.location_id, l.on_hand, l.allocated, l.reserved, l.unavailable, l.incoming, l.safety_stock,
  l.oversell_limit, v.sku, v.name, p.code as location_code, p.name as location_name,
  p.fulfils and p.status = 'active' as fulfils`

const joinNames = sql`
  join variants v on v.merchant_id = l.merchant_id and v.id = l.item_id
  join locations p on p.merchant_id = l.merchant_id and p.id = l.location_id`
