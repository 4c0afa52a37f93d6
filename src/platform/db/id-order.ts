import { type RawBuilder, sql } from 'kysely'

/** The two orders of a list by its ids, which are given in the order of time. */
export const timeSorts = ['newest', 'oldest'] as const

/** In which order a list by ids stands. */
export type TimeSort = (typeof timeSorts)[number]

/** `order by` for ids. */
export function inTime(id: RawBuilder<unknown>, sort: TimeSort): RawBuilder<unknown> {
  return sort === 'oldest' ? sql`order by ${id}` : sql`order by ${id} desc`
}

/** `and <id> …`: what stands behind an id in that order; nothing where none is given. */
export function behindId(id: RawBuilder<unknown>, sort: TimeSort, after: string | undefined): RawBuilder<unknown> {
  if (after === undefined) return sql``
  return sort === 'oldest' ? sql`and ${id} > ${after}` : sql`and ${id} < ${after}`
}
