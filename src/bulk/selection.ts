// What somebody chose in a list: some objects, or all that its filter finds, whether their screen has read them or not.
import { z } from 'zod'
import { idInput } from '../platform/id-input.ts'
import { maxChosen } from './bulk-job.ts'

/** Which objects: some that are named, or all that a filter finds. */
export function selectionForm<Filter extends z.ZodType>(filter: Filter) {
  return z
    .strictObject({
      ids: z.array(idInput).min(1).max(maxChosen).exactOptional().describe('these'),
      filter: filter.exactOptional().describe('all that it finds, at most 100,000'),
    })
    .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
      message: 'must have either ids or a filter',
      path: ['ids'],
    })
}

/** What a selection is told to be chosen by: without what was searched for, which may name people. */
export function filterToTell({ filter }: { filter?: object | undefined }): object | null {
  if (filter === undefined) return null
  const { text, ...others }: Record<string, unknown> = { ...filter }
  const given = Object.entries(others).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(given), ...(text !== undefined && { hasText: true }) }
}
