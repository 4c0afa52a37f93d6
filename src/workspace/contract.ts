import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { idInput } from '../platform/id-input.ts'
import { listContent, listName, viewName } from './list-content.ts'
import { preferencesForm } from './preferences.ts'

const own = 'account.own'
const share = 'workspace.share'

/** A saved view as it leaves. */
export const savedViewForm = z
  .object({
    id: z.uuid(),
    list: z.string(),
    name: z.string(),
    isShared: z.boolean(),
    isOwn: z.boolean().describe('the caller made it'),
    mayChange: z.boolean(),
    content: listContent,
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'SavedView' })

const form = { name: viewName, isShared: z.boolean().default(false), content: listContent }
const params = z.strictObject({ viewId: idInput })

/** The views of a list: one's own and the shared ones. */
export const listViewsContract = {
  operation: 'listSavedViews',
  summary: 'Your own views of a list and those that are shared, the oldest first. For people: programs have none',
  method: 'GET',
  path: '/saved-views',
  permission: own,
  query: z.strictObject({ list: listName.describe('the list that the views are of') }),
  response: z.object({ items: z.array(savedViewForm) }),
  problems: ['not_a_person'],
} satisfies Contract

/** Keeps a view. */
export const createViewContract = {
  operation: 'createSavedView',
  summary: 'Keep a view of a list, for yourself or for everybody',
  method: 'POST',
  path: '/saved-views',
  permission: own,
  mayNeed: [share],
  body: z.strictObject({ list: listName, ...form }),
  response: savedViewForm,
  status: 201,
  problems: ['not_a_person', 'not_permitted', 'too_many_views'],
} satisfies Contract

/** Changes a view. */
export const changeViewContract = {
  operation: 'changeSavedView',
  summary: 'Change what a view is called, what it shows, or whether it is shared',
  method: 'PUT',
  path: '/saved-views/:viewId',
  permission: own,
  mayNeed: [share],
  params,
  body: z.strictObject(form),
  response: savedViewForm,
  problems: ['not_a_person', 'not_permitted', 'view_not_found', 'version_mismatch'],
} satisfies Contract

/** Removes a view. */
export const removeViewContract = {
  operation: 'removeSavedView',
  summary: 'Remove a view',
  method: 'DELETE',
  path: '/saved-views/:viewId',
  permission: own,
  mayNeed: [share],
  params,
  response: savedViewForm,
  problems: ['not_a_person', 'not_permitted', 'view_not_found', 'version_mismatch'],
} satisfies Contract

/** How somebody likes the screens. */
export const getPreferencesContract = {
  operation: 'getPreferences',
  summary:
    'How you like the screens: language, theme, density, and the columns of each list. For people: programs have none',
  method: 'GET',
  path: '/preferences',
  permission: own,
  response: preferencesForm.extend({ version: z.int().describe('0: never set') }),
  problems: ['not_a_person'],
} satisfies Contract

/** Sets it. */
export const setPreferencesContract = {
  operation: 'setPreferences',
  summary: 'Set how you like the screens, as a whole',
  method: 'PUT',
  path: '/preferences',
  permission: own,
  body: preferencesForm,
  bodyLimitBytes: 256 * 1024,
  response: preferencesForm.extend({ version: z.int() }),
  problems: ['not_a_person', 'version_mismatch'],
} satisfies Contract
