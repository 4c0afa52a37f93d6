import { runCommand, runQuery } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { findMerchantById } from '../merchant-queries.ts'
import { forgetFailures } from '../sign-in/attempt-store.ts'
import { endSessions } from '../sign-in/end-sessions.ts'
import { hashPassword } from '../sign-in/password.ts'
import { checkPassword } from '../sign-in/password-rules.ts'
import { setPassword } from '../sign-in/set-password.ts'
import { requireTurn } from '../sign-in/sign-in.ts'
import { openStaff } from '../staff/sealed-staff.ts'
import { findPasswordHash, findStaffById } from '../staff/staff-queries.ts'
import { lockStaff } from '../staff/staff-store.ts'
import { bucketsOfPerson, isPassword, type Person } from './prove.ts'

/**
 * Sets one's password: with the present one, or (for who has none yet) as they signed in. Every other session ends.
 * @throws DomainError `proof_failed`, `password_too_short`, `password_too_easy`, `sign_in_blocked`
 */
export async function changeOwnPassword(
  runtime: Runtime,
  person: Person,
  { current, password }: { current?: string | undefined; password: string },
): Promise<void> {
  const { staffId, id: sessionId } = person.session
  const { stored, known } = await runQuery(runtime, person, async ({ tx, keys }) => {
    const staff = await findStaffById(tx, staffId)
    const merchant = await findMerchantById(tx, tx.merchantId)
    const names = [merchant?.name, merchant?.code].filter((name) => name !== undefined)
    const own = staff === undefined ? [] : Object.values(openStaff(keys, staff))
    return { stored: await findPasswordHash(tx, staffId), known: [...own, ...names] }
  })
  const buckets = bucketsOfPerson(person)
  if (stored !== null) {
    await runCommand(runtime, person, (command) => requireTurn(command, buckets))
    if (!(await isPassword(runtime, person, current ?? ''))) {
      throw new DomainError('refused', 'proof_failed', { field: 'current' })
    }
  }
  await checkPassword(password, known)
  const passwordHash = await hashPassword(password)
  await runCommand(runtime, person, async (command) => {
    const staff = await lockStaff(command.tx, staffId)
    if (staff === undefined || staff.passwordHash !== stored)
      throw new DomainError('refused', 'proof_failed', { field: 'current' })
    await setPassword(command, staff, passwordHash)
    await endSessions(command, staffId, { but: sessionId })
    await forgetFailures(command.tx, buckets)
  })
}
