import { type RawBuilder, sql } from 'kysely'
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
  const rows = await tx.rows<Row>(sql`
    ${lacking(tx)}
    select g.variant_id as item_id, g.order_id, v.sku, v.name, waits.units, waits.orders, there.on_hand, there.incoming
    from (select * from lacking ${behind} order by order_id, variant_id limit ${limit + 1}) g
    join variants v on v.merchant_id = ${tx.merchantId} and v.id = g.variant_id
    cross join lateral (
      select sum(l.backordered)::int8 as units, count(distinct l.order_id) as orders from order_lines l
      where ${isLacking(tx)} and l.variant_id = g.variant_id) waits
    cross join lateral (
      select coalesce(sum(s.on_hand), 0)::int8 as on_hand, coalesce(sum(s.incoming), 0)::int8 as incoming
      from inventory_levels s where s.merchant_id = ${tx.merchantId} and s.item_id = g.variant_id) there
    order by g.order_id, g.variant_id`)
  const page = pageFrom(rows, limit, (last) => [last.orderId, last.itemId])
  return { ...page, items: page.items.map(({ orderId: first, ...goods }) => ({ ...goods, since: idTime(first) })) }
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
  const first = (behind: RawBuilder<unknown>) => sql`
    select l.variant_id, l.order_id from order_lines l
    where ${isLacking(tx)} ${behind} order by l.variant_id, l.order_id limit 1`
  return sql`
    with recursive lacking as (
      (${first(sql``)})
      union all
      select next.variant_id, next.order_id
      from lacking g cross join lateral (${first(sql`and l.variant_id > g.variant_id`)}) next
    )`
}
