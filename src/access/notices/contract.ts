import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { mostCounted, noticeKinds } from './notice.ts'

/** How many are marked as read at once. */
export const mostRead = 200

const unread = z.int().describe(`how many are not read; ${mostCounted + 1}: that many or more`)

/** One's own notices. */
export const listNoticesContract = {
  operation: 'listNotices',
  summary: 'What colleagues tell you of, newest first, and how much of it you have not read',
  method: 'GET',
  path: '/account/notices',
  permission: 'account.own',
  query: z.strictObject(pageQuery),
  response: pageOf(
    z.object({
      id: z.uuid(),
      kind: z.enum(noticeKinds),
      objectType: z.string(),
      objectId: z.uuid(),
      actor: z.string(),
      at: z.iso.datetime(),
      readAt: z.iso.datetime().nullable(),
    }),
  ).extend({ unread }),
  problems: ['cursor_invalid', 'not_a_person'],
} satisfies Contract

/** Marks one's own notices as read. */
export const readNoticesContract = {
  operation: 'readNotices',
  summary: `Mark your notices as read: those named, or the newest ${mostRead} unread`,
  method: 'POST',
  path: '/account/notices/read',
  permission: 'account.own',
  body: z.strictObject({ ids: z.array(idInput).min(1).max(mostRead).optional() }),
  response: z.object({ unread }),
  preview: false,
  problems: ['not_a_person'],
} satisfies Contract
