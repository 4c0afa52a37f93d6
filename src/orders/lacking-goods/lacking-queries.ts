import { type RawBuilder, sql } from 'kysely'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { idTime } from '../../platform/ids.ts'

/** Goods that orders wait for. */
export type LackingGoods = {
  itemId: string
  sku: string
  name: string
  units: number
  orders: number
  since: Date
  onHand: number
  incoming: number
}

type Row = Omit<LackingGoods, 'since'> & { orderId: string }

/** One page of the goods that orders wait for, those that are waited for longest first. */
export async function listLackingGoods(
  tx: Transaction,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: LackingGoods[]; next: string | null }> {
  const [orderId, itemId] = decodeCursor(after, idForm, idForm) ?? []
  const behind = orderId === undefined ? sql`` : sql`where (order_id, variant_id) > (${orderId}::uuid, ${itemId}::uuid)`
  const page = sql`select * from lacking ${behind} order by order_id, variant_id limit ${limit + 1}`
  const rows = await tx.rows<Row>(sql`${lacking(tx)} ${toldOf(tx, page)}`)
  const { items, next } = pageFrom(rows, limit, (last) => [last.orderId, last.itemId])
  return { items: items.map(goodsOf), next }
}

/** Some of the goods that orders wait for, in the same order; of which no order waits, those are left out. */
export async function findLackingGoods(tx: Transaction, itemIds: readonly string[]): Promise<LackingGoods[]> {
  return (await tx.rows(sql<Row>`${toldOf(tx, lackingOf(tx, itemIds))}`)).map(goodsOf)
}

/** The goods that orders wait for, all or some, as an export takes them: in the order of their list. */
export function matchingLackingGoods(
  tx: Transaction,
  { ids, limit }: { ids: readonly string[] | undefined; limit: number },
): RawBuilder<unknown> {
  const [before, from] = ids === undefined ? [lacking(tx), sql`lacking`] : [sql``, sql`(${lackingOf(tx, ids)})`]
  return sql`
    ${before}
    select g.variant_id as id, row_number() over (order by g.order_id, g.variant_id) as position
    from ${from} g limit ${limit}`
}

/** What the list tells of goods, each with the order that waits longest. */
function toldOf(tx: Transaction, goods: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select g.variant_id as item_id, g.order_id, v.sku, v.name, waits.units, waits.orders, there.on_hand, there.incoming
    from (${goods}) g
    join variants v on v.merchant_id = ${tx.merchantId} and v.id = g.variant_id
    cross join lateral (
      select sum(l.backordered)::int8 as units, count(distinct l.order_id) as orders from order_lines l
      where ${isLacking(tx)} and l.variant_id = g.variant_id) waits
    cross join lateral (
      select coalesce(sum(s.on_hand), 0)::int8 as on_hand, coalesce(sum(s.incoming), 0)::int8 as incoming
      from inventory_levels s where s.merchant_id = ${tx.merchantId} and s.item_id = g.variant_id) there
    order by g.order_id, g.variant_id`
}

function goodsOf({ orderId, ...goods }: Row): LackingGoods {
  return { ...goods, since: idTime(orderId) }
}

/** How many goods orders wait for, counted up to `most`, and since when; not since when where there are more. */
export async function countLackingGoods(tx: Transaction, most: number): Promise<{ count: number; since: Date | null }> {
  const row = await tx.row<{ count: number; oldest: string | null }>(sql`
    ${lacking(tx)}
    select count(*) as count, min(g.order_id::text) as oldest from (select order_id from lacking limit ${most}) g`)
  const { count = 0, oldest = null } = row ?? {}
  return { count, since: oldest === null || count === most ? null : idTime(oldest) }
}

const isLacking = ({ merchantId }: Transaction) =>
  sql`l.merchant_id = ${merchantId} and l.backordered > 0 and l.kind = 'stocked'`

/** Of each of the goods the order that waits longest: from one to the next in the index, however many orders wait for it. */
function lacking(tx: Transaction): RawBuilder<unknown> {
  return sql`
    with recursive lacking as (
      (${firstOf(tx, sql``)})
      union all
      select next.variant_id, next.order_id
      from lacking g cross join lateral (${firstOf(tx, sql`and l.variant_id > g.variant_id`)}) next
    )`
}

/** The same of some goods. */
function lackingOf(tx: Transaction, itemIds: readonly string[]): RawBuilder<unknown> {
  return sql`
    select longest.variant_id, longest.order_id from (select distinct i.id from unnest(${uuidList(itemIds)}) i(id)) named
    cross join lateral (${firstOf(tx, sql`and l.variant_id = named.id`)}) longest`
}

function firstOf(tx: Transaction, narrowed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select l.variant_id, l.order_id from order_lines l
    where ${isLacking(tx)} ${narrowed} order by l.variant_id, l.order_id limit 1`
}
