import { z } from 'zod'
import { DomainError } from '../errors.ts'

const maxPage = 200
const defaultPage = 50

/** What every list takes: how many, and the `next` of the page before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(maxPage).default(defaultPage).describe('how many at the most'),
  after: z.string().max(500).optional().describe('where to go on: `next` of the page before, as it was given'),
}

/** Up to `most` values of one kind: in a query with commas between them, none of which has one itself; in a body a list. */
export function listOf<Item extends z.ZodType>(item: Item, most: number) {
  const split = (given: unknown) => (typeof given === 'string' ? given.split(',') : given)
  return z.preprocess(split, z.array(item).min(1).max(most))
}

/** What every list answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

/** Writes the place where a page ended as an opaque text. */
export function encodeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/**
 * Reads a cursor of `parts` texts, each of the given form.
 * @throws DomainError `cursor_invalid`
 */
export function decodeCursor(cursor: string | undefined, ...forms: RegExp[]): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(place) &&
      place.length === forms.length &&
      forms.every((form, index) => typeof place[index] === 'string' && form.test(place[index]))
    ) {
      return place as string[]
    }
  } catch {
    // Not ours: told below.
  }
  throw new DomainError('invalid', 'cursor_invalid', { field: 'after' })
}

/** An id's form, for cursors. */
export const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Cuts the row too many that tells whether there is a next page. */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly string[],
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null }
}
