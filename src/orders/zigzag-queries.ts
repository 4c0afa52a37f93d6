import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { rangeOf, type Search } from './found-queries.ts'
import { branchesOf, idsInCommon, idsOf, inOrder, type Part } from './part-queries.ts'

/*
 * How many orders several large parts have in common, by a zigzag join: each part is asked for its 1,000th order, the orders of the one
 * where it is the farthest away are looked up in the indexes of the others, and it goes on behind them. So no order's own row is
 * read without need, whatever the database knows of how common a thing is, and it ends as soon as enough are found.
 */

/** Parts whose common orders are counted, without those of others; and what else must be true of `orders o`. */
export type Meeting = {
  parts: readonly Part[]
  excluded: readonly Part[]
  conditions: readonly RawBuilder<unknown>[]
}

/** How far a meeting has been counted: orders from `before` up are done, those of `chunk` come next. */
type Walk = Meeting & {
  found: number
  lookedAt: number
  before?: string
  chunk?: Chunk
  /** How many orders the chunk after this has. */
  size: number
  isOver: boolean
}

/** Orders of a part, down to one of them, or all that are left. */
type Chunk = { part: Part; from: string | undefined; size: number }

/** By so much a chunk is larger than it must be for enough to be found, if they are as common in it as in the last one. */
const reserve = 1.1

/** How many each meeting has, counted side by side until it has more than `most`. A round is one statement; the first finds the first chunks. */
export async function countMeetings(
  tx: Transaction,
  search: Search,
  meetings: readonly Meeting[],
  most: number,
): Promise<number[]> {
  let walks = meetings.map((meeting): Walk => ({ ...meeting, found: 0, lookedAt: 0, size: search.few, isOver: false }))
  while (walks.some(({ isOver }) => !isOver)) walks = await countRound(tx, search, { walks, most })
  return walks.map(({ found }) => found)
}

/** Counts the chunk of every walk that is not over, and finds the next. */
async function countRound(
  tx: Transaction,
  search: Search,
  { walks, most }: { walks: readonly Walk[]; most: number },
): Promise<Walk[]> {
  const columns = walks.flatMap((walk, index) => {
    if (walk.isOver) return []
    const edges = walk.parts.map((part) => edgeOf(search, part, walk))
    return [
      sql`${foundIn(tx, search, walk)} as ${sql.raw(`found${index}`)}`,
      sql`array[${sql.join(edges)}] as ${sql.raw(`edges${index}`)}`,
    ]
  })
  const row = (await tx.row<Record<string, unknown>>(sql`select ${sql.join(columns)}`)) ?? {}
  return walks.map((walk, index) => {
    if (walk.isOver) return walk
    const edges = row[`edges${index}`] as (string | null)[]
    return walkedOn(walk, { hits: row[`found${index}`] as number, edges, most })
  })
}

function walkedOn(
  walk: Walk,
  { hits, edges, most }: { hits: number; edges: readonly (string | null)[]; most: number },
): Walk {
  const found = walk.found + hits
  const lookedAt = walk.lookedAt + (walk.chunk?.size ?? 0)
  const wasLast = walk.chunk !== undefined && walk.chunk.from === undefined
  if (wasLast || found > most) return { ...walk, found, lookedAt, isOver: true }
  const before = nextBefore(walk)
  const chunk = farthest(walk, edges)
  const size = sizeAfter({ found, lookedAt, size: walk.size }, most)
  return { ...walk, ...(before !== undefined && { before }), found, lookedAt, chunk, size }
}

/**
 * As many as are missing after the chunk of `size` that comes next, if they are as common as up to now; at most twice as many as that has,
 * and half as many as were looked at: where nothing more comes, it is known after few rounds.
 */
export function sizeAfter({ found, lookedAt, size }: Pick<Walk, 'found' | 'lookedAt' | 'size'>, most: number): number {
  if (lookedAt === 0) return size
  if (found === 0) return size * 2
  const missing = most + 1 - found
  const needed = Math.ceil((missing * lookedAt * reserve) / found) - size
  return Math.max(Math.ceil(lookedAt / 2), Math.min(size * 2, needed))
}

function nextBefore({ chunk, before }: Walk): string | undefined {
  return chunk?.from ?? before
}

/** The order of a part that is as many away as a chunk has. */
function edgeOf(search: Search, part: Part, walk: Walk): RawBuilder<unknown> {
  const inRange = rangeOf(search, { range: { before: nextBefore(walk) } })
  const all = branchesOf(part, { sort: 'newest', most: walk.size, inRange })
  return sql`(select e.id from (${all}) e ${inOrder(sql`e.id`, 'newest')} offset ${walk.size - 1} limit 1)`
}

/** The part whose edge is the farthest away, or which has so few left that it has none. */
function farthest({ parts, size }: Walk, edges: readonly (string | null)[]): Chunk {
  const chunks = parts.map((part, index) => ({ part, from: edges[index] ?? undefined, size }))
  return chunks.reduce((a, b) => ((b.from ?? '') < (a.from ?? '') ? b : a))
}

/** How many orders of a chunk all other parts have as well: each is asked for those that the parts before it left. */
function foundIn(tx: Transaction, search: Search, walk: Walk): RawBuilder<unknown> {
  const { parts, excluded, conditions, before, chunk } = walk
  if (chunk === undefined) return sql`0`
  const first = idsOf(chunk.part, rangeOf(search, { range: { from: chunk.from, before } }))
  const left = idsInCommon(first, { parts: parts.filter((part) => part !== chunk.part), excluded })
  if (conditions.length === 0) return sql`(select count(distinct f.id) from (${left}) f)`
  return sql`(select count(*) from (${meeting(tx, left, conditions)}) m)`
}

/**
 * Of some ids those of orders `o` of which all conditions are true. `offset 0`: the orders are read by their ids, and not an index of
 * an amount once for every id.
 */
export function meeting(
  { merchantId }: Transaction,
  ids: RawBuilder<unknown>,
  conditions: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  return sql`
    select o.id
    from (select * from orders r where r.merchant_id = ${merchantId} and r.id = any(array(${ids})) offset 0) o
    where ${sql.join(conditions, sql` and `)}`
}
