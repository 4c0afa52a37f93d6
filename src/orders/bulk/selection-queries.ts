import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { maxBulkRows } from '../../bulk/bulk-job.ts'
import type { QueryContext } from '../../platform/command.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import { everywhere, type Scope } from '../../platform/scope.ts'
import type { OrderSort } from '../filter-contract.ts'
import { matchingOrders } from '../list-queries.ts'
import { ofOrdersWithin } from '../order-scope-queries.ts'
import { orderOf } from '../sort-queries.ts'
import type { orderSelection } from './bulk-contract.ts'

/** Which orders somebody chose. */
export type OrderSelection = z.output<typeof orderSelection>

type Choosing = Omit<QueryContext, 'scope'> & { scope?: Scope }

/**
 * The `id`, `label` and `position` of the orders that somebody chose: one by one, also those that are not there for them, which the
 * act then refuses; or by a filter, those that they may see, one more than there may be. They stand as a list of that sort has them;
 * those that were chosen one by one, without a sort, as they were chosen.
 */
export async function selectedOrders(
  context: Choosing,
  { orderIds, filter }: OrderSelection,
  sort?: OrderSort,
): Promise<RawBuilder<unknown>> {
  const { tx, scope = everywhere } = context
  if (orderIds === undefined)
    return matchingOrders({ ...context, scope }, filter ?? {}, { most: maxBulkRows + 1, sort })
  const position = sort === undefined ? sql`c.position` : sql`row_number() over (order by ${orderOf(sort)})`
  return sql`
    select distinct on (c.id) c.id, s.number::text as label, ${position} as position
    from unnest(${uuidList(orderIds)}) with ordinality as c(id, position)
    left join orders s on s.merchant_id = ${tx.merchantId} and s.id = c.id ${ofOrdersWithin({ tx, scope }, sql`s.id`)}
    left join orders o on o.merchant_id = ${tx.merchantId} and o.id = s.id
    order by c.id, c.position`
}
