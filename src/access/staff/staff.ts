// A member of staff is a person who works for one merchant and signs in. Somebody who works for two is two members of staff:
// what one merchant decides about a person must not touch the other. A program is not staff; it has an API key.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import type { ActionTable } from '../../platform/states.ts'
import { line } from '../../platform/text.ts'

/** Whether somebody may come in. */
export const staffStatuses = ['invited', 'active', 'disabled'] as const
/** One of them: 已邀请, 在职, 停用. */
export type StaffStatus = (typeof staffStatuses)[number]

/** The whole life of a member of staff. */
export const staffActions = {
  accept: { from: ['invited'], to: 'active' },
  disable: { from: ['invited', 'active'], to: 'disabled' },
  enable: { from: ['disabled'], to: 'active' },
} as const satisfies ActionTable<StaffStatus>

/** The languages that people are written to in. */
export const locales = ['zh-CN', 'en'] as const
/** A language that people are written to in. */
export type Locale = (typeof locales)[number]

/** A member of staff without anything personal. */
export type Staff = {
  id: string
  /** Codes of built-in roles or of the merchant's own. */
  roles: string[]
  /** The only places and channels they may act for; null: all. */
  locationIds: string[] | null
  channels: string[] | null
  status: StaffStatus
  locale: Locale
  version: number
  createdAt: Date
}

/** What is sealed of a member of staff. */
export type StaffContact = { name: string; email: string }

/** The basic form; only the mail server knows more. Nothing that cannot be seen: two that look the same are to be one. */
export const emailInput = line(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
  .refine((value) => !/[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(value), 'must have no invisible characters')

/** Who somebody is, as it comes in. */
export const staffContactInput = { name: line(100), email: emailInput }

/** What a role of the merchant's own may be called: not as a built-in one, and to be written in an address. */
export const roleCodeInput = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, 'must be lower-case letters, digits and _')

/** The keyed hash by which a name to sign in with is found: the e-mail in lower case, 32 bytes. */
export function loginKey({ lastingKey }: Pick<MerchantKeys, 'lastingKey'>, email: string): Buffer {
  return createHmac('sha256', lastingKey)
    .update(`staff login:${normalLogin(email)}`)
    .digest()
}

/** NFKC makes full-width letters plain; what then looks alike is one name. */
export function normalLogin(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}
