import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { Effects } from '../../platform/preview.ts'
import type { HoldKind } from '../order.ts'
import type { OrderBulkAction } from './bulk-contract.ts'

/** An act on many orders with what it was given. */
export type BulkAct = { name: OrderBulkAction; input: { kinds?: readonly HoldKind[] | undefined } | object }

/**
 * What an act would come to for the selected orders, in numbers, by the states they are in now: how many it would do, how many it
 * would refuse and why, and what a cancellation would give back. What only shows when an order is locked is not foretold.
 */
export async function bulkEffects(tx: Transaction, source: RawBuilder<unknown>, act: BulkAct): Promise<Effects> {
  type Row = { code: string | null; currency: string | null; orders: number; amount: number; paid: number }
  const rows = await tx.rows<Row>(sql`
    select j.code, j.currency, count(*) as orders, sum(j.amount)::bigint as amount, sum(j.paid)::bigint as paid
    from (
      select o.currency, coalesce(o.total - o.cancelled_total, 0) as amount, coalesce(o.captured - o.refunded, 0) as paid,
        case when o.id is null then 'not_found' else ${refusal(tx, act)} end as code
      from (${source}) s left join orders o on o.merchant_id = ${tx.merchantId} and o.id = s.id and s.label is not null) j
    group by j.code, j.currency order by j.code, j.currency`)
  const ready = rows.filter(({ code }) => code === null)
  const refused = Object.entries(Object.groupBy(rows, ({ code }) => code ?? '')).filter(([code]) => code !== '')
  const sumOf = (some: readonly Row[] = []) => some.reduce((sum, { orders }) => sum + orders, 0)
  const byCurrency = (amount: 'amount' | 'paid') =>
    Object.fromEntries(ready.flatMap((row) => (row.currency === null ? [] : [[row.currency, row[amount]]])))
  return {
    selected: sumOf(rows),
    ready: sumOf(ready),
    refused: Object.fromEntries(refused.map(([code, some]) => [code, sumOf(some)])),
    ...(act.name === 'cancel' && { amountCancelled: byCurrency('amount'), amountToReturn: byCurrency('paid') }),
  }
}

/** For `orders o`: the code with which the single act would refuse it, or null. */
function refusal(tx: Transaction, { name, input }: BulkAct): RawBuilder<unknown> {
  const hold = (which: RawBuilder<unknown>) => sql`exists (
    select from order_holds h
    where h.merchant_id = ${tx.merchantId} and h.order_id = o.id and h.released_at is null and ${which})`
  switch (name) {
    case 'hold':
      return sql`case when o.status not in ('submitted', 'confirmed') then 'action_not_allowed' end`
    case 'release_holds': {
      const { kinds } = input as { kinds?: readonly HoldKind[] }
      const wanted = kinds === undefined ? sql`h.kind <> 'payment'` : sql`h.kind in (${sql.join(kinds)})`
      return sql`case when ${hold(wanted)} then null when ${hold(sql`true`)} and ${kinds === undefined}::boolean
        then 'payment_awaited' else 'no_such_hold' end`
    }
    case 'cancel':
      return sql`case when o.status not in ('draft', 'submitted', 'confirmed') then 'action_not_allowed'
        when o.fulfillment_status in ('partially_shipped', 'shipped', 'partially_delivered', 'delivered')
        then 'order_has_shipped' end`
    case 'reinstate':
      return sql`case when o.status <> 'cancelled' then 'action_not_allowed' end`
    case 'note':
      return sql`null::text`
    case 'release_work':
      return sql`case when o.status <> 'confirmed' or ${hold(sql`true`)} then 'action_not_allowed' end`
  }
}
