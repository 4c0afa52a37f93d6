import { z } from 'zod'

/** The forms of rows that are taken as they come, for whoever describes the API. */
const forms = new WeakMap<object, z.ZodType>()

/**
 * The rows of a bulk request that are read one by one, so that a row that does not fit its form leaves the others alone:
 * any value is taken here, and the API's document shows the form.
 */
export function rowsReadAlone(form: z.ZodType, most: number): z.ZodArray<z.ZodUnknown> {
  const row = z.unknown()
  forms.set(row, form)
  return z.array(row).min(1).max(most)
}

/** The form of a row of `rowsReadAlone`; undefined for every other schema. */
export function formOfRow(schema: object): z.ZodType | undefined {
  return forms.get(schema)
}
