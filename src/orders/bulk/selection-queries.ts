import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { maxBulkRows } from '../../bulk/bulk-job.ts'
import type { QueryContext } from '../../platform/command.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import { everywhere, type Scope } from '../../platform/scope.ts'
import type { OrderFilter } from '../filter-contract.ts'
import { matchingOrders } from '../list-queries.ts'
import { ofOrdersWithin } from '../order-scope-queries.ts'
import type { orderSelection } from './bulk-contract.ts'

/** Which orders somebody chose. */
export type OrderSelection = z.output<typeof orderSelection>

type Choosing = Omit<QueryContext, 'scope'> & { scope?: Scope }

/**
 * The `id`, `label` and `position` of the orders that somebody chose: one by one, also those that are not there for them, which the
 * act then refuses; or by a filter, those that they may see, one more than there may be.
 */
export async function selectedOrders(
  context: Choosing,
  { orderIds, filter }: OrderSelection,
): Promise<RawBuilder<unknown>> {
  const { tx, scope = everywhere } = context
  if (orderIds === undefined) return matchingOrders({ ...context, scope }, filter ?? {}, maxBulkRows + 1)
  return sql`
    select distinct on (c.id) c.id, s.number::text as label, c.position
    from unnest(${uuidList(orderIds)}) with ordinality as c(id, position)
    left join orders s on s.merchant_id = ${tx.merchantId} and s.id = c.id ${ofOrdersWithin({ tx, scope }, sql`s.id`)}
    order by c.id, c.position`
}

/** What a selection is told to be chosen by: without what was searched for, which may name people. */
export function filterToTell({ filter }: OrderSelection): object | null {
  if (filter === undefined) return null
  const { text, ...others }: OrderFilter & Record<string, unknown> = filter
  const given = Object.entries(others).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...(text !== undefined && { hasText: true }) }
}
