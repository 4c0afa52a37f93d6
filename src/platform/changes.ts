import { isDeepStrictEqual } from 'node:util'

/** What a change did to an object: of each field that differs, what it was and what it is. */
export type Changes = Record<string, readonly [before: unknown, after: unknown]>

/**
 * The fields that differ, of those that may be told: ids, codes and numbers, nothing personal. Of a new object (`before`
 * null) all that have a value, of one that is gone (`after` null) all that had one.
 */
export function changesBetween<Fields extends object>(
  before: Fields | null,
  after: Fields | null,
  fields: readonly (keyof Fields & string)[],
): Changes {
  const changes: Changes = {}
  for (const field of fields) {
    const [was = null, is = null] = [before?.[field], after?.[field]]
    if (was !== is && !isDeepStrictEqual(was, is)) changes[field] = [was, is]
  }
  return changes
}
