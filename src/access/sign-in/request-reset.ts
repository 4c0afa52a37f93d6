import { runCommand } from '../../platform/command.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { hourMs } from '../../platform/time.ts'
import { loginKey } from '../staff/staff.ts'
import { lockStaffByLogin } from '../staff/staff-store.ts'
import { findRecentLinks } from './link-store.ts'
import { makeLink } from './make-link.ts'
import type { Visitor } from './open-session.ts'
import { resolveMerchant } from './resolve-merchant.ts'
import { doorActor } from './sign-in.ts'

/** Nobody's letter box is to be filled by others. */
const mostAnHour = 3

/** Makes a link to set the password anew, which is mailed; says nothing about whether there is such a person. */
export async function requestReset(
  runtime: Runtime,
  { merchant, login }: { merchant?: string | undefined; login: string },
  { origin }: Pick<Visitor, 'origin'>,
): Promise<void> {
  const merchantId = (await resolveMerchant(runtime, merchant))?.id
  if (merchantId === undefined) return
  await runCommand(runtime, { merchantId, actor: doorActor, origin }, async ({ tx, now, actor, keys }) => {
    const staff = await lockStaffByLogin(tx, loginKey(keys, login))
    if (staff?.status !== 'active') return
    const since = new Date(now.getTime() - hourMs)
    const recent = await findRecentLinks(tx, staff.id, 'password_reset', since)
    if (recent < mostAnHour) await makeLink({ tx, now, actor }, staff.id, 'password_reset')
  })
}
