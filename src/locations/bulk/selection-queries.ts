import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { maxBulkRows } from '../../bulk/bulk-job.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import { inTime, type TimeSort } from '../../platform/db/id-order.ts'
import type { Scoped } from '../../platform/scope.ts'
import { matchingLocations, ofScope } from '../location-queries.ts'
import type { LocationBulkAction, locationSelection } from './bulk-contract.ts'

/** Which locations somebody chose. */
export type LocationSelection = z.output<typeof locationSelection>

/**
 * The `id`, `label` and `position` of the locations that somebody chose, in the order of the list: one by one, also those that are not
 * there for them, which the act then refuses; or by a filter, those that they may see.
 */
export function selectedLocations(
  asking: Scoped,
  { ids, filter = {} }: LocationSelection,
  sort: TimeSort = 'newest',
): RawBuilder<unknown> {
  if (ids === undefined) return matchingLocations(asking, filter, { limit: maxBulkRows + 1, sort })
  const { tx, scope } = asking
  return sql`
    select c.id, l.name as label, row_number() over (${inTime(sql`c.id`, sort)}) as position
    from (select distinct each.id from unnest(${uuidList(ids)}) each(id)) c
    left join locations l on l.merchant_id = ${tx.merchantId} and l.id = c.id ${ofScope(scope, sql`l.id`)}`
}

/** For the locations that `source` selects: the `code` with which an act would refuse each now, or null. */
export function codedLocations(
  { tx }: Scoped,
  source: RawBuilder<unknown>,
  name: LocationBulkAction,
): RawBuilder<unknown> {
  const already = { close: 'closed', reopen: 'active' } satisfies Record<LocationBulkAction, string>
  return sql`
    select case when l.id is null then 'location_not_found' when l.status = ${already[name]} then 'action_not_allowed' end as code
    from (${source}) s left join locations l on l.merchant_id = ${tx.merchantId} and l.id = s.id and s.label is not null`
}
