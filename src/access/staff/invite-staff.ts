import type { Command } from '../../platform/command.ts'
import { holdKeys } from '../../platform/crypto/present-keys.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { requireKnownScope } from '../held-queries.ts'
import type { Policy } from '../role.ts'
import type { AccessLink } from '../sign-in/access-link.ts'
import { makeLink } from '../sign-in/make-link.ts'
import { staffEvent } from './events.ts'
import { sealNewStaff } from './sealed-staff.ts'
import { type Locale, loginKey, type Staff, type StaffContact } from './staff.ts'
import { insertStaff, lockStaff } from './staff-store.ts'
import { requireSway } from './sway.ts'

/** Who is to work here, as what, and where. */
export type InviteStaff = StaffContact & {
  roles: string[]
  locale: Locale
  locationIds: string[] | null
  channels: string[] | null
}

/**
 * Makes a member of staff and an invitation, which is mailed.
 * @throws DomainError `login_taken`, `role_unknown`, `scope_not_held`, `out_of_scope`, `unknown_location`, `unknown_channel`
 */
export async function inviteStaff(
  command: Command,
  policy: Policy,
  { name, email, ...rights }: InviteStaff,
): Promise<Staff> {
  const { tx, now, actor, keys } = command
  await requireSway(command, policy, rights)
  await requireKnownScope(tx, rights)
  const id = newId(now)
  const staff: Staff = {
    id,
    ...rights,
    roles: [...new Set(rights.roles)],
    status: 'invited',
    version: 1,
    createdAt: now,
  }
  await tx.run(holdKeys(tx, keys))
  await insertStaff(tx, { ...staff, ...sealNewStaff(keys, id, { name, email }), loginKey: loginKey(keys, email) })
  const { roles, locationIds, channels } = staff
  const changes = { roles: [[], roles], locationIds: [null, locationIds], channels: [null, channels] }
  await publish(tx, [staffEvent('staff.invited', staff, { at: now, actor }, { changes })])
  await makeLink(command, id, 'invitation')
  return staff
}

/**
 * Sends the invitation again; the one before opens nothing any more.
 * @throws DomainError `staff_not_found`, `already_joined`, `scope_not_held`, `out_of_scope`
 */
export async function inviteAgain(
  command: Command,
  policy: Policy,
  { staffId }: { staffId: string },
): Promise<{ staff: Staff; link: AccessLink }> {
  const staff = await lockStaff(command.tx, staffId)
  if (staff === undefined) throw new DomainError('not_found', 'staff_not_found')
  if (staff.status !== 'invited') throw new DomainError('conflict', 'already_joined')
  await requireSway(command, policy, staff)
  return { staff, link: await makeLink(command, staffId, 'invitation') }
}
