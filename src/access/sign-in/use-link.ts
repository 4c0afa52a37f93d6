import { type Command, runCommand, runQuery } from '../../platform/command.ts'
import { readControl } from '../../platform/db/control.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { noteOrigin } from '../../platform/origins.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { applyAction } from '../../platform/states.ts'
import { findMerchantById } from '../merchant-queries.ts'
import { staffEvent } from '../staff/events.ts'
import { openStaff } from '../staff/sealed-staff.ts'
import { staffActions } from '../staff/staff.ts'
import { findStaffById } from '../staff/staff-queries.ts'
import { type LockedStaff, lockStaff, saveStaff } from '../staff/staff-store.ts'
import { type AccessLink, isGenuine, type LinkKind, parseLinkToken } from './access-link.ts'
import { entryOf } from './answer-second-factor.ts'
import { endSessions } from './end-sessions.ts'
import { findLink, lockLink } from './link-store.ts'
import { endLinks } from './make-link.ts'
import type { Visitor } from './open-session.ts'
import { hashPassword } from './password.ts'
import { checkPassword } from './password-rules.ts'
import { setPassword } from './set-password.ts'
import { doorActor, enter, type SignInOutcome, type TurnedAway, tellFailure } from './sign-in.ts'

/** What a link is for, for the page that it leads to. */
export type LinkPurpose = { kind: LinkKind; merchantName: string; merchantCode: string; name: string; email: string }

/** What a link is for, without using it: mail programs look at links too. @throws DomainError `link_invalid` */
export async function readLink(runtime: Runtime, token: string): Promise<LinkPurpose> {
  const given = parseLinkToken(token)
  if (given === undefined) throw linkInvalid()
  const merchant = await readControl(runtime.database, (control) => findMerchantById(control, given.merchantId))
  if (merchant === undefined) throw linkInvalid()
  return runQuery(runtime, given, async ({ tx, keys, now }) => {
    const link = await findLink(tx, given.linkId)
    if (link === undefined || !isOpen(link, now) || !isGenuine(keys, link, given.secret)) throw linkInvalid()
    const staff = await findStaffById(tx, link.staffId)
    if (staff === undefined || staff.status === 'disabled') throw linkInvalid()
    return { kind: link.kind, merchantName: merchant.name, merchantCode: merchant.code, ...openStaff(keys, staff) }
  })
}

/**
 * Lets somebody in by a link, once: to begin with, or with the password that an invitation or a reset asks for. A second factor
 * is asked for all the same. A reset ends every session there was.
 * @throws DomainError `link_invalid`, `password_missing`, `password_too_short`, `password_too_easy`, `passkey_required`
 */
export async function useLink(
  runtime: Runtime,
  { token, password }: { token: string; password?: string | undefined },
  visitor: Visitor,
): Promise<SignInOutcome> {
  const purpose = await readLink(runtime, token)
  const { merchantId, linkId, secret } = parseLinkToken(token) as NonNullable<ReturnType<typeof parseLinkToken>>
  if (purpose.kind !== 'sign_in' && password === undefined) {
    throw new DomainError('invalid', 'password_missing', { field: 'password' })
  }
  const chosen = purpose.kind === 'sign_in' ? undefined : password
  if (chosen !== undefined)
    await checkPassword(chosen, [purpose.name, purpose.email, purpose.merchantName, purpose.merchantCode])
  const passwordHash = chosen === undefined ? undefined : await hashPassword(chosen)
  const request = { merchantId, actor: doorActor, origin: visitor.origin }
  const outcome = await runCommand(runtime, request, async (command) => {
    const link = await lockLink(command.tx, linkId)
    const staff = link && (await lockStaff(command.tx, link.staffId))
    const isFit = link !== undefined && isOpen(link, command.now) && isGenuine(command.keys, link, secret)
    if (!isFit || staff === undefined || staff.status === 'disabled') {
      await tellFailure(command, staff?.id ?? null, 'link')
      return undefined
    }
    return follow({ ...command, actor: `staff:${staff.id}` }, { link, staff, passwordHash }, visitor)
  })
  if (outcome === undefined) throw linkInvalid()
  if ('refusal' in outcome) throw outcome.refusal
  return outcome
}

async function follow(
  command: Command,
  { link, staff, passwordHash }: { link: AccessLink; staff: LockedStaff; passwordHash: string | undefined },
  visitor: Visitor,
): Promise<SignInOutcome | TurnedAway> {
  noteOrigin(command.tx, { actor: command.actor, origin: visitor.origin })
  await endLinks(command, staff.id, ['sign_in', 'invitation', 'password_reset'])
  const present = staff.status === 'invited' ? await join(command, staff) : staff
  if (passwordHash !== undefined) await setPassword(command, present, passwordHash)
  if (link.kind === 'password_reset') await endSessions(command, staff.id, {})
  const entry = entryOf(command, present, { method: 'link', visitor })
  return enter(command, present, { ...entry, isVouchedFor: link.kind === 'sign_in' })
}

async function join({ tx, now, actor }: Command, staff: LockedStaff): Promise<LockedStaff> {
  const status = applyAction(staffActions, 'accept', staff.status)
  const joined = { ...staff, status, version: staff.version + 1 }
  await saveStaff(tx, joined)
  await publish(tx, [staffEvent('staff.joined', joined, { at: now, actor })])
  return joined
}

function isOpen({ usedAt, expiresAt }: AccessLink, now: Date): boolean {
  return usedAt === null && now < expiresAt
}

/** The same for what never was, was used, or is too old. */
function linkInvalid(): DomainError {
  return new DomainError('refused', 'link_invalid', { field: 'token' })
}
