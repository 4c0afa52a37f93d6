import { isDeepStrictEqual } from 'node:util'
import type { Subscriber } from '../../platform/drain.ts'
import type { DomainEvent } from '../../platform/events.ts'
import { enqueueMails } from '../../platform/mail/mail-job.ts'
import { findEntryIds } from './notice-queries.ts'

/** What a mail about somebody's account is called in the queue; it carries the id of the event that it tells of. */
export const staffNotice = 'staff_notice'

/** Tells somebody's new address that it is the one now. */
export const emailNotice = 'staff_email_notice'

/** Tells the address that somebody had before. */
export const formerEmailNotice = 'staff_former_email_notice'

/** Puts mails into the queue for what staff must be told, or be sent: links, and what happened to their account. */
export const staffMail: Subscriber = {
  name: 'staff_mail',
  types: [
    ...['access_link.made', 'session.started', 'staff.changed', 'staff.password_set'],
    ...['staff.second_factor_set', 'staff.second_factor_removed', 'staff.passkey_added', 'staff.passkey_removed'],
  ],
  handle: async ({ tx, now }, events) => {
    const mails = []
    for (const event of events) {
      const kinds = noticesOf(event)
      if (kinds.length === 0) continue
      const entryIds = await findEntryIds(tx, [event])
      mails.push(...entryIds.flatMap((entryId) => kinds.map((kind) => ({ kind, ids: { entryId } }))))
    }
    await enqueueMails(tx, mails, now)
  },
}

/** Which mails an event is told by. */
function noticesOf({ type, data }: Pick<DomainEvent, 'type' | 'data'>): string[] {
  const facts = data as Facts
  if (type === 'session.started') return facts.isNewDevice === true ? [staffNotice] : []
  if (type === 'staff.password_set') return facts.isFirst === true ? [] : [staffNotice]
  // Who runs Yidan is shown those on the console.
  if (type === 'access_link.made') return facts.kind === 'sign_in' ? [] : [staffNotice]
  if (type !== 'staff.changed') return [staffNotice]
  const areRightsNew = rights.some((field) => !isDeepStrictEqual(...(facts.changes?.[field] ?? [null, null])))
  return [
    ...(areRightsNew ? [staffNotice] : []),
    ...(facts.isEmailNew === true ? [emailNotice, formerEmailNotice] : []),
  ]
}

const rights = ['roles', 'locationIds', 'channels'] as const

type Facts = {
  isNewDevice?: boolean
  isFirst?: boolean
  kind?: string
  isEmailNew?: boolean
  changes?: Partial<Record<string, [before: unknown, after: unknown]>>
}
