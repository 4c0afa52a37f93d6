import { type Command, requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { applyAction } from '../../platform/states.ts'
import { requireKnownScope } from '../held-queries.ts'
import type { Policy } from '../role.ts'
import { endSessions } from '../sign-in/end-sessions.ts'
import { removePasskeys, replaceRecoveryCodes } from '../sign-in/factor-store.ts'
import { endLinks, renewMailedLinks } from '../sign-in/make-link.ts'
import { staffEvent } from './events.ts'
import { keepReplacedEmail } from './replaced-email.ts'
import { openStaff, sealStaff } from './sealed-staff.ts'
import { type Locale, loginKey, type Staff, type StaffContact, staffActions } from './staff.ts'
import { type LockedStaff, lockStaff, saveStaff, saveTotp } from './staff-store.ts'
import { requireAnotherOwner, requireSway } from './sway.ts'

/** What somebody is to be and may do; name and e-mail stay when they are left out. */
export type ChangeStaff = Partial<StaffContact> &
  Pick<Staff, 'roles' | 'locationIds' | 'channels'> & { staffId: string; locale: Locale }

/**
 * Changes what somebody may do and where, from their next request on.
 * @throws DomainError `staff_not_found`, `version_mismatch`, `role_unknown`, `scope_not_held`, `out_of_scope`, `last_owner`,
 *   `login_taken`
 */
export async function changeStaff(command: Command, policy: Policy, form: ChangeStaff): Promise<Staff> {
  const { tx, now, actor, keys } = command
  const before = await lockForChange(command, policy, form.staffId)
  const { roles, locationIds, channels, locale, name, email } = form
  await requireSway(command, policy, { roles, locationIds, channels })
  await requireKnownScope(tx, { locationIds, channels })
  if (!roles.includes('owner')) await requireAnotherOwner(tx, before.id)
  const after = { ...before, roles: [...new Set(roles)], locationIds, channels, locale, version: before.version + 1 }
  const known = openStaff(keys, before)
  const contact = { name: name ?? known.name, email: email ?? known.email }
  const isSame = contact.name === known.name && contact.email === known.email
  const sealed = isSame ? undefined : sealStaff(keys, before, contact)
  await saveStaff(tx, after, sealed && { sealed, loginKey: loginKey(keys, contact.email) })
  const isEmailNew = contact.email !== known.email
  if (isEmailNew) await keepReplacedEmail(command, before, known.email)
  const changes = {
    ...{ roles: [before.roles, after.roles], locationIds: [before.locationIds, locationIds] },
    ...{ channels: [before.channels, channels], locale: [before.locale, locale] },
  }
  await publish(tx, [
    staffEvent('staff.changed', after, { at: now, actor }, { changes, isContactNew: !isSame, isEmailNew }),
  ])
  if (isEmailNew) await renewMailedLinks(command, after)
  return after
}

/**
 * Keeps somebody out: their sessions end, their links open nothing.
 * @throws DomainError `staff_not_found`, `version_mismatch`, `action_not_allowed`, `scope_not_held`, `last_owner`
 */
export async function disableStaff(command: Command, policy: Policy, { staffId }: { staffId: string }): Promise<Staff> {
  const before = await lockForChange(command, policy, staffId)
  await requireAnotherOwner(command.tx, staffId)
  const after = await changeStatus(command, before, 'disable')
  await endSessions(command, staffId, {})
  await endLinks(command, staffId, ['sign_in', 'invitation', 'password_reset'])
  return after
}

/**
 * Lets somebody in again as before.
 * @throws DomainError `staff_not_found`, `version_mismatch`, `action_not_allowed`, `scope_not_held`
 */
export async function enableStaff(command: Command, policy: Policy, { staffId }: { staffId: string }): Promise<Staff> {
  return changeStatus(command, await lockForChange(command, policy, staffId), 'enable')
}

/**
 * Takes away somebody's authenticator, recovery codes and passkeys, for who lost them; ends their sessions.
 * @throws DomainError `staff_not_found`, `version_mismatch`, `scope_not_held`
 */
export async function removeSecondFactor(
  command: Command,
  policy: Policy,
  { staffId }: { staffId: string },
): Promise<Staff> {
  const { tx, now, actor } = command
  const before = await lockForChange(command, policy, staffId)
  const after = { ...before, version: before.version + 1 }
  await saveTotp(tx, after, { sealedTotp: null, confirmedAt: null, lastStep: null })
  await replaceRecoveryCodes(tx, staffId, [], now)
  await removePasskeys(tx, staffId, undefined, now)
  await publish(tx, [staffEvent('staff.second_factor_removed', after, { at: now, actor })])
  await endSessions(command, staffId, {})
  return after
}

async function changeStatus(
  { tx, now, actor }: Command,
  before: LockedStaff,
  action: 'disable' | 'enable',
): Promise<Staff> {
  const after = { ...before, status: applyAction(staffActions, action, before.status), version: before.version + 1 }
  await saveStaff(tx, after)
  const changes = { status: [before.status, after.status] }
  await publish(tx, [staffEvent('staff.changed', after, { at: now, actor }, { changes })])
  return after
}

async function lockForChange(command: Command, policy: Policy, staffId: string): Promise<LockedStaff> {
  const staff = await lockStaff(command.tx, staffId)
  if (staff === undefined) throw new DomainError('not_found', 'staff_not_found')
  requireVersion(command, staff.version)
  await requireSway(command, policy, staff)
  return staff
}
