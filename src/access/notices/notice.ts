/*
 * A notice: that somebody who works here is told of something by a colleague, until they have read it. It is not the mail that
 * may go with it, and holds none of the words it tells of.
 */

/** Why somebody is told. */
export const noticeKinds = ['mention'] as const

/** What somebody is told, of which object, and by whom. */
export type Notice = {
  id: string
  staffId: string
  kind: (typeof noticeKinds)[number]
  objectType: string
  objectId: string
  actor: string
  at: Date
  readAt: Date | null
}

/** Beyond so many unread it is only said that there are more. */
export const mostCounted = 99
