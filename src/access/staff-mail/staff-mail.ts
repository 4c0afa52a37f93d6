import type { Subscriber } from '../../platform/drain.ts'
import { enqueueMails } from '../../platform/mail/mail-job.ts'
import { findEntryIds } from './notice-queries.ts'

/** What a mail about somebody's account is called in the queue; it carries the id of the event that it tells of. */
export const staffNotice = 'staff_notice'

/** Puts mails into the queue for what staff must be told, or be sent: links, and what happened to their account. */
export const staffMail: Subscriber = {
  name: 'staff_mail',
  types: ['access_link.made', 'staff.password_set', 'staff.second_factor_removed', 'session.started'],
  handle: async ({ tx, now }, events) => {
    const told = events.filter(({ type, data }) => {
      if (type === 'session.started') return (data as { isNewDevice?: boolean }).isNewDevice === true
      if (type === 'staff.password_set') return (data as { isFirst?: boolean }).isFirst !== true
      // Who runs Yidan is shown those on the console.
      return type !== 'access_link.made' || (data as { kind?: string }).kind !== 'sign_in'
    })
    const entryIds = await findEntryIds(tx, told)
    await enqueueMails(
      tx,
      entryIds.map((entryId) => ({ kind: staffNotice, ids: { entryId } })),
      now,
    )
  },
}
