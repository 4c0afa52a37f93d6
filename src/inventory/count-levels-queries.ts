import { type RawBuilder, sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Counted } from '../platform/db/count-up-to.ts'
import { namesWithin, type Scoped } from '../platform/scope.ts'
import { levelsLookedAt } from './stock-level.ts'
import { type LevelFilter, levelsWhere } from './stock-queries.ts'

const countedExactly = 1000

/**
 * How many levels a filter finds, of the places that the caller may see: exact to 1,000. By what is so of them they are counted
 * among the first 5,000 of the rest of the filter; where there are more of those, there may be more of these.
 */
export async function countLevels(asking: Scoped, filter: LevelFilter): Promise<Counted> {
  const { toPromiseAtMost, condition, ...rest } = filter
  const isAsked = toPromiseAtMost !== undefined || condition !== undefined
  const most = isAsked ? levelsLookedAt : countedExactly
  const row = await asking.tx.row<{ found: number; looked: number }>(sql`
    select count(*) filter (where ${levelsWhere(asking.tx, { toPromiseAtMost, condition })}) as found, count(*) as looked
    from (${firstLevels(asking, levelsWhere(asking.tx, rest), most + 1)}) l`)
  const { found = 0, looked = 0 } = row ?? {}
  return { count: Math.min(found, countedExactly), more: found > countedExactly || looked > most }
}

/** The first of each place, from its index. */
function firstLevels({ scope }: Scoped, where: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const places = namesWithin(scope, locationScope)
  if (places === undefined)
    return sql`select l.* from inventory_levels l where ${where} order by l.item_id, l.location_id limit ${limit}`
  return sql`
    select l.* from unnest(${uuidList(places)}) place(id) cross join lateral (
      select * from inventory_levels l where ${where} and l.location_id = place.id order by l.item_id limit ${limit}
    ) l limit ${limit}`
}
