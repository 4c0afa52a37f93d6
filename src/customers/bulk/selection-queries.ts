import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { maxBulkRows } from '../../bulk/bulk-job.ts'
import type { QueryContext } from '../../platform/command.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import { inTime, type TimeSort } from '../../platform/db/id-order.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { customerLabel, matchingCustomers } from '../list-queries.ts'
import type { CustomerBulkAction, customerSelection } from './bulk-contract.ts'

/** Which customers somebody chose. */
export type CustomerSelection = z.output<typeof customerSelection>

/**
 * The `id`, `label` and `position` of the customers that somebody chose, in the order of the list: one by one, also those that are not
 * there, which the act then refuses; or by a filter, one more than there may be.
 */
export async function selectedCustomers(
  context: Pick<QueryContext, 'tx' | 'keys'>,
  { ids, filter = {} }: CustomerSelection,
  sort: TimeSort = 'newest',
): Promise<RawBuilder<unknown>> {
  const { tx } = context
  if (ids === undefined) return matchingCustomers(context, filter, { limit: maxBulkRows + 1, sort })
  return sql`
    select c.id, ${customerLabel(sql`u`)} as label, row_number() over (${inTime(sql`c.id`, sort)}) as position
    from (select distinct each.id from unnest(${uuidList(ids)}) each(id)) c
    left join customers u on u.merchant_id = ${tx.merchantId} and u.id = c.id`
}

/** For the customers that `source` selects: the `code` with which an act would refuse each now, or null. */
export function codedCustomers(
  tx: Transaction,
  source: RawBuilder<unknown>,
  name: CustomerBulkAction,
): RawBuilder<unknown> {
  const refusals = {
    set_tier: sql``,
    block: sql`when u.status = 'blocked' then 'action_not_allowed'`,
    unblock: sql`when u.status = 'active' then 'action_not_allowed'`,
  } satisfies Record<CustomerBulkAction, unknown>
  return sql`
    select case when u.id is null then 'customer_not_found' when p.wrapped_key is null then 'person_erased' ${refusals[name]} end as code
    from (${source}) s
    left join customers u on u.merchant_id = ${tx.merchantId} and u.id = s.id
    left join people p on p.merchant_id = ${tx.merchantId} and p.id = u.person_id`
}
