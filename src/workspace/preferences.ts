// Preferences: how one person likes the screens. They follow the person to whatever machine they sign in at; what a machine itself
// needs (its printer, its scanner) is not among them.
import { z } from 'zod'
import { locales } from '../access/staff/staff.ts'
import { idInput } from '../platform/id-input.ts'
import { columnsInput, densities, listName } from './list-content.ts'

const listPreference = z.strictObject({
  columns: columnsInput.nullable().default(null),
  density: z.enum(densities).nullable().default(null),
  defaultView: z
    .string()
    .regex(/^[a-z][A-Za-z0-9-]{0,39}$|^[0-9a-f-]{36}$/)
    .nullable()
    .default(null),
  viewOrder: z.array(idInput).max(200).default([]),
})

/** Every preference, with what holds where none was given. */
export const preferencesForm = z
  .strictObject({
    language: z.enum(locales).nullable().default(null).describe('null: that of the account'),
    theme: z.enum(['system', 'light', 'dark']).default('system'),
    density: z.enum(densities).default('compact'),
    fontSize: z.enum(['small', 'normal', 'large']).default('normal'),
    lists: z
      .record(listName, listPreference)
      .refine((lists) => Object.keys(lists).length <= 60, 'must have at most 60 lists')
      .default({})
      .describe('of each list: its columns, its density, the view it opens with, the order of its views'),
  })
  .meta({ id: 'Preferences' })

/** How somebody likes the screens. */
export type Preferences = z.output<typeof preferencesForm>

/** Those of who never chose. */
export const firstPreferences: Preferences = preferencesForm.parse({})
