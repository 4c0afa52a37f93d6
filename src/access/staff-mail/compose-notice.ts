import type { MailContext, MailKind } from '../../platform/mail/mail-job.ts'
import type { Message } from '../../platform/mail/message.ts'
import { composeMessage } from '../../platform/mail/template.ts'
import type { Merchant } from '../merchant.ts'
import { findMerchantById } from '../merchant-queries.ts'
import { type AccessLink, writeLinkToken } from '../sign-in/access-link.ts'
import { findLink } from '../sign-in/link-store.ts'
import { findFormerEmail } from '../staff/former-email-store.ts'
import { openFormerEmail, openStaff } from '../staff/sealed-staff.ts'
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

type Reader = { hasYetToJoin: boolean; to: string; language: Staff['locale']; timeZone: string; merchant: string }

async function composeLink(context: MailContext, link: AccessLink, { origin }: Notice): Promise<Message | undefined> {
  const reader = await readerOf(context, link.staffId)
  if (reader === undefined || link.kind === 'sign_in') return undefined
  const { merchant, hasYetToJoin: _, ...given } = reader
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
  'staff.second_factor_set': 'secondFactorSet',
  'staff.second_factor_removed': 'secondFactorRemoved',
  'staff.passkey_added': 'passkeyAdded',
  'staff.passkey_removed': 'passkeyRemoved',
  'staff.changed': 'rolesChanged',
  'session.started': 'newSignIn',
} as const

/** Composes what the address that somebody has now is written when it took the place of another; who never came in is not told. */
export const composeEmailNotice: MailKind = async (context, { entryId = '' }) => {
  const notice = await findNotice(context.tx, entryId)
  return notice && composeFromTemplate(context, notice, { template: 'emailChanged', staffId: notice.objectId })
}

/** Composes the same for the address that somebody had before. */
export const composeFormerEmailNotice: MailKind = async (context, { entryId = '' }) => {
  const { tx, keys } = context
  const notice = await findNotice(tx, entryId)
  const staff = notice && (await findStaffById(tx, notice.objectId))
  const sealed = notice && (await findFormerEmail(tx, notice.objectId, notice.version))
  if (notice === undefined || staff === undefined || sealed === undefined) return undefined
  const to = openFormerEmail(keys, staff, sealed)
  return composeFromTemplate(context, notice, { template: 'emailChanged', staffId: notice.objectId, to })
}

function composeNews(context: MailContext, notice: Notice): Promise<Message | undefined> {
  const { objectId, type, data } = notice
  const template = templates[type as keyof typeof templates]
  const staffId = type === 'session.started' ? (data as { staffId: string }).staffId : objectId
  return composeFromTemplate(context, notice, { template, staffId })
}

type News = {
  template: (typeof templates)[keyof typeof templates] | 'emailChanged' | undefined
  staffId: string
  to?: string
}

async function composeFromTemplate(
  context: MailContext,
  { at, origin }: Notice,
  { template, staffId, to }: News,
): Promise<Message | undefined> {
  const reader = template === undefined ? undefined : await readerOf(context, staffId)
  if (template === undefined || reader === undefined) return undefined
  // Who has not come in yet has no account to be told about.
  if (reader.hasYetToJoin && template !== 'passwordChanged') return undefined
  const { merchant, hasYetToJoin: _, ...given } = reader
  const link = `${context.publicUrl}/account`
  const values = { merchant, at, origin: told(origin) }
  return composeMessage(template, { ...given, ...(to !== undefined && { to }), values, link })
}

async function readerOf({ tx, keys }: MailContext, staffId: string): Promise<Reader | undefined> {
  const staff = await findStaffById(tx, staffId)
  if (staff === undefined || staff.status === 'disabled') return undefined
  const { name: merchant, timeZone } = (await findMerchantById(tx, tx.merchantId)) as Merchant
  const { email: to } = openStaff(keys, staff)
  const hasYetToJoin = staff.status === 'invited'
  return to === '' ? undefined : { hasYetToJoin, to, language: staff.locale, timeZone, merchant }
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
