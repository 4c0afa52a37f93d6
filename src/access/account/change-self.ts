import { type Command, requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { renewMailedLinks } from '../sign-in/make-link.ts'
import { staffEvent } from '../staff/events.ts'
import { keepReplacedEmail } from '../staff/replaced-email.ts'
import { openStaff, sealStaff } from '../staff/sealed-staff.ts'
import { type Locale, loginKey, type Staff, type StaffContact } from '../staff/staff.ts'
import { lockStaff, saveStaff } from '../staff/staff-store.ts'

/**
 * Changes one's own name, e-mail and language; what one may do stays.
 * @throws DomainError `version_mismatch`, `login_taken`
 */
export async function changeSelf(
  command: Command,
  staffId: string,
  { name, email, locale }: StaffContact & { locale: Locale },
): Promise<Staff> {
  const { tx, now, actor, keys } = command
  const before = await lockStaff(tx, staffId)
  if (before === undefined) throw new DomainError('not_found', 'staff_not_found')
  requireVersion(command, before.version)
  const known = openStaff(keys, before)
  const isContactNew = known.name !== name || known.email !== email
  const after = { ...before, locale, version: before.version + 1 }
  await saveStaff(tx, after, { sealed: sealStaff(keys, before, { name, email }), loginKey: loginKey(keys, email) })
  const isEmailNew = known.email !== email
  if (isEmailNew) await keepReplacedEmail(command, before, known.email)
  const changes = { locale: [before.locale, locale] }
  await publish(tx, [staffEvent('staff.changed', after, { at: now, actor }, { changes, isContactNew, isEmailNew })])
  if (isEmailNew) await renewMailedLinks(command, after)
  return after
}
