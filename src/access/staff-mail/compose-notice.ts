import type { MailContext, MailKind } from '../../platform/mail/mail-job.ts'
import type { Message } from '../../platform/mail/message.ts'
import { composeMessage } from '../../platform/mail/template.ts'
import type { Merchant } from '../merchant.ts'
import { findMerchantById } from '../merchant-queries.ts'
import { type AccessLink, writeLinkToken } from '../sign-in/access-link.ts'
import { findLink } from '../sign-in/link-store.ts'
import { openStaff } from '../staff/sealed-staff.ts'
import type { Staff } from '../staff/staff.ts'
import { findStaffById } from '../staff/staff-queries.ts'
import { findNotice, type Notice } from './notice-queries.ts'

/** Composes what somebody is written about their account; nothing where it is no longer true, or they have no e-mail. */
export const composeStaffNotice: MailKind = async (context, { entryId = '' }) => {
  const notice = await findNotice(context.tx, entryId)
  if (notice === undefined) return undefined
  if (notice.type !== 'access_link.made') return composeNews(context, notice)
  const link = await findLink(context.tx, notice.objectId)
  const isOpen = link !== undefined && link.usedAt === null && link.expiresAt > context.now
  return isOpen ? composeLink(context, link, notice) : undefined
}

type Reader = { to: string; language: Staff['locale']; timeZone: string; merchant: string }

async function composeLink(context: MailContext, link: AccessLink, { origin }: Notice): Promise<Message | undefined> {
  const reader = await readerOf(context, link.staffId)
  if (reader === undefined || link.kind === 'sign_in') return undefined
  const { merchant, ...given } = reader
  const token = writeLinkToken(context.keys, link)
  const validUntil = link.expiresAt
  if (link.kind === 'invitation') {
    const invitedBy = await nameOf(context, link.createdBy, merchant)
    const address = `${context.publicUrl}/invitation#token=${token}`
    return composeMessage('invitation', { ...given, values: { merchant, invitedBy, validUntil }, link: address })
  }
  const address = `${context.publicUrl}/password-reset#token=${token}`
  return composeMessage('passwordReset', {
    ...given,
    values: { merchant, validUntil, origin: told(origin) },
    link: address,
  })
}

const templates = {
  'staff.password_set': 'passwordChanged',
  'staff.second_factor_removed': 'secondFactorRemoved',
  'session.started': 'newSignIn',
} as const

async function composeNews(
  context: MailContext,
  { objectId, type, at, data, origin }: Notice,
): Promise<Message | undefined> {
  const template = templates[type as keyof typeof templates]
  const staffId = type === 'session.started' ? (data as { staffId: string }).staffId : objectId
  const reader = template === undefined ? undefined : await readerOf(context, staffId)
  if (reader === undefined) return undefined
  const { merchant, ...given } = reader
  const link = `${context.publicUrl}/account`
  return composeMessage(template, { ...given, values: { merchant, at, origin: told(origin) }, link })
}

async function readerOf({ tx, keys }: MailContext, staffId: string): Promise<Reader | undefined> {
  const staff = await findStaffById(tx, staffId)
  if (staff === undefined || staff.status === 'disabled') return undefined
  const { name: merchant, timeZone } = (await findMerchantById(tx, tx.merchantId)) as Merchant
  const { email: to } = openStaff(keys, staff)
  return to === '' ? undefined : { to, language: staff.locale, timeZone, merchant }
}

/** Who did it, by name; the merchant where it was no person. */
async function nameOf({ tx, keys }: MailContext, actor: string, merchant: string): Promise<string> {
  const [kind, staffId] = actor.split(':')
  const staff = kind === 'staff' && staffId !== undefined ? await findStaffById(tx, staffId) : undefined
  return staff === undefined ? merchant : openStaff(keys, staff).name
}

function told(origin: string | null): string {
  return origin ?? '—'
}
