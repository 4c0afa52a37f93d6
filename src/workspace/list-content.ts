/*
 * How a list is shown: which rows (filters), in which order, with which columns, how densely. A saved view is such a content with a
 * name; a person's preferences hold the last one of each list. The lists themselves know what their filters and columns mean.
 */
import { z } from 'zod'
import { line, text } from '../platform/text.ts'

/** How close together rows stand. */
export const densities = ['comfortable', 'compact'] as const

/** A list's name: `orders`, `products`. */
export const listName = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'must be the name of a list')

const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'must be the name of a filter or column')

/** What may name a person: it is typed into a search box, and kept nowhere. */
export const unkeptFilters: readonly string[] = ['text', 'numbers']

const filters = z
  .record(key, z.union([text(1, 200), z.array(text(1, 200)).min(1).max(50)]))
  .refine((given) => Object.keys(given).length <= 30, 'must have at most 30 filters')
  .refine(
    (given) => !unkeptFilters.some((name) => name in given),
    `must not have what was searched for: it may name people`,
  )

/** One column as somebody wants it; those that are not named stand as the list has them. */
const columnInput = z.strictObject({
  key,
  width: z.int().min(40).max(1000).exactOptional(),
  isHidden: z.boolean().exactOptional(),
  isFrozen: z.boolean().exactOptional(),
})

/** The columns of a list in their order. */
export const columnsInput = z.array(columnInput).max(80)

/** What a saved view holds. */
export const listContent = z
  .strictObject({
    filters: filters.default({}),
    sort: z
      .string()
      .regex(/^-?[a-z][A-Za-z0-9]{0,39}$/, 'must be the name of a column, with - before it from the last to the first')
      .nullable()
      .default(null),
    columns: columnsInput.nullable().default(null).describe('null: as everybody has them'),
    density: z.enum(densities).nullable().default(null),
  })
  .meta({ id: 'ListContent' })

/** A list as it is shown. */
export type ListContent = z.output<typeof listContent>

/** A view's name. */
export const viewName = line(60)
