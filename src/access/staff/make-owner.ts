import type { Command } from '../../platform/command.ts'
import { holdKeys } from '../../platform/crypto/present-keys.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { writeLinkToken } from '../sign-in/access-link.ts'
import { makeLink } from '../sign-in/make-link.ts'
import { removeSecondFactor } from './change-staff.ts'
import { staffEvent } from './events.ts'
import { sealNewStaff } from './sealed-staff.ts'
import { loginKey, type Staff } from './staff.ts'
import { findOwners, hasWayIn } from './staff-queries.ts'
import { insertStaff, lockStaffByLogin } from './staff-store.ts'

/** Makes the first owner, who has neither e-mail nor password yet: whoever runs Yidan comes in by a link. */
async function makeOwner({ tx, now, actor, keys }: Command): Promise<Staff> {
  const id = newId(now)
  const rights = { roles: ['owner'], locationIds: null, channels: null, locale: 'zh-CN' as const }
  const staff: Staff = { id, ...rights, status: 'active', version: 1, createdAt: now }
  await tx.run(holdKeys(tx, keys))
  await insertStaff(tx, { ...staff, ...sealNewStaff(keys, id, { name: '所有者 Owner', email: '' }), loginKey: null })
  await publish(tx, [staffEvent('staff.joined', staff, { at: now, actor }, { changes: { roles: [[], staff.roles] } })])
  return staff
}

/**
 * A link by which the first owner comes in, as long as nobody has another way to; none once somebody has. Answers the token of
 * the link, which opens once, within an hour.
 */
export async function offerOwnerLink(command: Command): Promise<string | undefined> {
  if (await hasWayIn(command.tx)) return undefined
  const [owner = await makeOwner(command)] = await findOwners(command.tx)
  return linkFor(command, owner)
}

/**
 * A link for who runs Yidan to give to somebody who lost every other way in; without a name, to the first owner. Where a second
 * factor was lost as well it is taken away, on demand.
 * @throws Error when there is no such person
 */
export async function makeSignInLink(
  command: Command,
  { email, isFactorLost = false }: { email?: string | undefined; isFactorLost?: boolean },
): Promise<string> {
  const staff = await whoeverIs(command, email)
  // Whoever runs Yidan may decide about everybody, and so needs no policy.
  if (isFactorLost) await removeSecondFactor(command, {}, { staffId: staff.id })
  return linkFor(command, staff)
}

async function whoeverIs(command: Command, email: string | undefined): Promise<Staff> {
  const { tx, keys } = command
  if (email === undefined) {
    const [owner = await makeOwner(command)] = await findOwners(tx)
    return owner
  }
  const named = await lockStaffByLogin(tx, loginKey(keys, email))
  if (named?.status !== 'active') throw new Error('nobody of that e-mail can come in: unknown, invited, or kept out')
  return named
}

async function linkFor(command: Command, { id }: Staff): Promise<string> {
  return writeLinkToken(command.keys, await makeLink(command, id, 'sign_in'))
}
