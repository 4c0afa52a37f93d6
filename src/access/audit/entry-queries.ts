import { type RawBuilder, sql } from 'kysely'
import { textList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { decodeCursor, encodeCursor, idForm } from '../../platform/http/lists.ts'
import { firstIdAt } from '../../platform/ids.ts'

/** What the audit can be searched by; all of it together. */
export type AuditFilter = {
  from?: string | undefined
  before?: string | undefined
  actor?: string | undefined
  origin?: string | undefined
  /** One type (`order.held`), or the part before its point: all of that kind. */
  type?: string | undefined
  objectId?: string | undefined
}

/** One entry: an event, and from where it was asked for. */
export type AuditEntry = {
  entryId: string
  objectType: string
  objectId: string
  version: number
  type: string
  actor: string
  at: Date
  origin: string | null
  data: Record<string, unknown>
}

/** A page of entries, and where to go on. */
export type AuditPage = { items: AuditEntry[]; next: string | null }

/** Where what is looked for may be rare, so many entries are read for a page; what they hold of it is the page. */
const mostRead = 1000

/**
 * One page of entries, newest first. An index leads through the entries of an object, of an actor, of types, or of a time; what
 * else is asked of them is looked at in passing, for so many of them as one page may cost. So no search reads without end: a
 * page may be short, or empty, and have a next.
 */
export async function listEntries(
  tx: Transaction,
  { limit, after, ...filter }: AuditFilter & { limit: number; after?: string | undefined },
): Promise<AuditPage> {
  const range = rangeOf(filter, decodeCursor(after, idForm)?.[0])
  const types = filter.type === undefined ? undefined : await findTypes(tx, filter.type)
  const query = { ...filter, types, range, limit }
  const ways = waysOf(tx, query)
  const way = ways.length > 1 ? await furthest(tx, ways) : (ways[0] as RawBuilder<AuditEntry>)
  const [read, found] = await Promise.all([
    tx.row<Reach>(reachOf(way)),
    tx.rows<AuditEntry>(sql`
      select w.* from (${way}) w where true ${restOf(query)} order by w.entry_id desc limit ${limit + 1}`),
  ])
  const items = found.slice(0, limit)
  if (found.length > limit) return { items, next: encodeCursor([items.at(-1)?.entryId as string]) }
  const isEnd = read === undefined || read.entries < read.most || read.last === null
  return { items, next: isEnd ? null : encodeCursor([read.last as string]) }
}

type Search = AuditFilter & { types: readonly string[] | undefined; range: RawBuilder<unknown>; limit: number }

/** How far a way goes: how many entries it read of those it may, and the last of them. */
type Reach = { entries: number; most: number; last: string | null }

const columns = sql.raw('e.entry_id, e.object_type, e.object_id, e.version, e.type, e.actor, e.at, e.origin, e.data')

function rangeOf({ from, before }: AuditFilter, after: string | undefined): RawBuilder<unknown> {
  return sql`
    ${from === undefined ? sql`` : sql`and e.entry_id >= ${firstIdAt(new Date(from))}`}
    ${before === undefined ? sql`` : sql`and e.entry_id < ${firstIdAt(new Date(before))}`}
    ${after === undefined ? sql`` : sql`and e.entry_id < ${after}`}`
}

/** What an index does not lead by. The way itself may fulfil some of it already. */
function restOf({ actor, origin, types }: Search): RawBuilder<unknown> {
  return sql`
    ${actor === undefined ? sql`` : sql`and w.actor = ${actor}`}
    ${origin === undefined ? sql`` : sql`and w.origin = ${origin}`}
    ${types === undefined ? sql`` : sql`and w.type = any(${textList(types)})`}`
}

/** The ways by which an index leads to what is looked for: each a select of entries, newest first. */
function waysOf({ merchantId }: Transaction, { objectId, actor, origin, types, range, limit }: Search) {
  const own = (condition: RawBuilder<unknown>, most: number) => sql<AuditEntry>`
    select ${columns}, ${most}::integer as most from events e where e.merchant_id = ${merchantId} ${condition} ${range}
    order by e.entry_id desc limit ${most}`
  // Nothing else is asked: as many as the page shows, and one that tells whether there are more.
  const asked = [actor, origin, types].filter((part) => part !== undefined).length
  const most = asked > 1 || origin !== undefined ? Math.max(mostRead, limit + 1) : limit + 1
  if (objectId !== undefined) return [own(sql`and e.object_id = ${objectId}`, mostRead)]
  const ways = []
  if (actor !== undefined) ways.push(own(sql`and e.actor = ${actor}`, most))
  if (types !== undefined) {
    const mostOfEach = Math.max(limit + 1, Math.floor(most / Math.max(types.length, 1)))
    ways.push(sql<AuditEntry>`
      select each.* from unnest(${textList(types)}) as wanted(type)
      cross join lateral (${own(sql`and e.type = wanted.type`, mostOfEach)}) each
      order by each.entry_id desc limit ${mostOfEach}`)
  }
  return ways.length > 0 ? ways : [own(sql``, most)]
}

function reachOf(way: RawBuilder<AuditEntry>): RawBuilder<Reach> {
  return sql<Reach>`
    select count(*)::integer as entries, coalesce(max(w.most), 0) as most,
      (array_agg(w.entry_id order by w.entry_id))[1] as last
    from (${way}) w`
}

/** The way that comes to its end, or else back the furthest: it passes the most entries that are not looked for. */
async function furthest(tx: Transaction, ways: readonly RawBuilder<AuditEntry>[]): Promise<RawBuilder<AuditEntry>> {
  const reaches = await Promise.all(ways.map((way) => tx.row<Reach>(reachOf(way))))
  const back = (reach: Reach | undefined) =>
    reach === undefined || reach.entries < reach.most || reach.last === null ? '' : reach.last
  const best = reaches.map(back).reduce((least, each, index, all) => (each < (all[least] ?? '') ? index : least), 0)
  return ways[best] as RawBuilder<AuditEntry>
}

/** The types that a type or a kind stands for; of a kind those that occur, each found by one step through the index. */
async function findTypes(tx: Transaction, type: string): Promise<string[]> {
  if (type.includes('.')) return [type]
  const [first, end] = [`${type}.`, `${type}/`]
  const rows = await tx.rows<{ type: string }>(sql`
    with recursive found as (
      (select e.type from events e where e.merchant_id = ${tx.merchantId} and e.type >= ${first} and e.type < ${end}
       order by e.type limit 1)
      union all
      select (select e.type from events e where e.merchant_id = ${tx.merchantId} and e.type > f.type and e.type < ${end}
              order by e.type limit 1)
      from found f where f.type is not null
    )
    select type from found where type is not null`)
  return rows.map((row) => row.type)
}
