import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, idForm } from '../platform/http/lists.ts'
import type { OrderSort } from './filter-contract.ts'
import type { IdRange } from './part-queries.ts'
import type { OrderRow } from './row-queries.ts'

/** Where a page begins: behind the last row of the page before it. */
export type PageStart = { condition: RawBuilder<unknown>; range?: IdRange }

const amountForm = /^\d{1,15}$/
const dayForm = /^\d{4}-\d\d-\d\d$/

/** For `orders o`: in which order they stand. */
export function orderOf(sort: OrderSort): RawBuilder<unknown> {
  switch (sort) {
    case 'newest':
      return sql`o.id desc`
    case 'oldest':
      return sql`o.id`
    case 'highest':
      return sql`o.total desc, o.id desc`
    case 'lowest':
      return sql`o.total, o.id`
    case 'deliverySoonest':
      return sql`o.requested_delivery_on, o.id`
  }
}

/**
 * For `orders o`: what stands behind the place that a cursor names.
 * @throws DomainError `cursor_invalid`
 */
export function placeAfter(sort: OrderSort, cursor: string | undefined): PageStart {
  if (sort === 'newest' || sort === 'oldest') {
    const [id] = decodeCursor(cursor, idForm) ?? []
    if (id === undefined) return { condition: sql`` }
    return { condition: sql``, range: sort === 'newest' ? { before: id } : { after: id } }
  }
  const [key, id] = decodeCursor(cursor, sort === 'deliverySoonest' ? dayForm : amountForm, idForm) ?? []
  if (sort === 'deliverySoonest') {
    const behind = key === undefined ? sql`` : sql`and (o.requested_delivery_on, o.id) > (${key}::date, ${id}::uuid)`
    return { condition: sql`and o.requested_delivery_on is not null ${behind}` }
  }
  if (key === undefined) return { condition: sql`` }
  const place = sql`(${Number(key)}::bigint, ${id}::uuid)`
  return { condition: sort === 'highest' ? sql`and (o.total, o.id) < ${place}` : sql`and (o.total, o.id) > ${place}` }
}

/** The place of a row in a list, as its cursor has it. */
export function placeOf(sort: OrderSort, { id, total, requestedDeliveryOn }: OrderRow): string[] {
  if (sort === 'highest' || sort === 'lowest') return [String(total), id]
  return sort === 'deliverySoonest' ? [requestedDeliveryOn ?? '', id] : [id]
}
