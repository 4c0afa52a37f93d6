import { z } from 'zod'

/** An id that comes in: in the one form in which the database gives ids, so that the two are the same text. */
export const idInput = z.uuid().toLowerCase()

const oneId = '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'

/** Ids in the query of an address, one to 200, separated by commas. */
export const idsInput = z
  .string()
  .regex(new RegExp(`^${oneId}(,${oneId}){0,199}$`), 'must be ids, separated by commas')
  .max(7399)
  .toLowerCase()

/** The ids of such a text. */
export function readIds(ids: string): string[] {
  return ids.split(',')
}
