// A session is one sign-in of one person on one device, until it ends: signed out, taken back, idle or old. It is not an API
// key, and it is nothing without its cookie, of whose secret only the hash is kept.
import { hourMs, minuteMs } from '../../platform/time.ts'
import type { HeldRoles } from '../role.ts'
import { readMerchant, writeMerchant } from '../secret-token.ts'

/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'password_totp' | 'password_recovery' | 'passkey' | 'link'

/** A session as it is kept, without its secret. */
export type Session = {
  id: string
  staffId: string
  method: SignInMethod
  /** The address it began from. */
  origin: string
  userAgent: string
  createdAt: Date
  /** When the person last proved who they are. */
  provenAt: Date
  /** To the minute. */
  seenAt: Date
  expiresAt: Date
  endedAt: Date | null
  version: number
}

/** How long sessions last, and whether everybody needs a second factor. */
export type SecuritySettings = { secondFactor: 'optional' | 'required'; idleMinutes: number; sessionHours: number }

/** What holds as long as the merchant says nothing: a shift without use, a week in all. */
export const firstSecuritySettings: SecuritySettings = { secondFactor: 'optional', idleMinutes: 480, sessionHours: 168 }

/** A session with the person, as a request needs it. */
export type OpenSession = Session &
  HeldRoles & { locationIds: string[] | null; channels: string[] | null; hasSecondFactor: boolean } & {
    settings: SecuritySettings
  }

/** Whether a session still opens anything: by what it was given when it began, and by what is set now. */
export function isLive({ createdAt, seenAt, expiresAt, endedAt, settings }: OpenSession, now: Date): boolean {
  const idleUntil = seenAt.getTime() + settings.idleMinutes * minuteMs
  const oldAt = createdAt.getTime() + settings.sessionHours * hourMs
  return endedAt === null && now < expiresAt && now.getTime() < Math.min(idleUntil, oldAt)
}

/** The cookie's value: the merchant, then the secret. */
export function writeSessionToken(merchantId: string, secret: string): string {
  return writeMerchant(merchantId) + secret
}

/** The parts of a cookie's value; none when it is no session's. */
export function parseSessionToken(text: string): { merchantId: string; secret: string } | undefined {
  if (!/^[\w-]{65}$/.test(text)) return undefined
  return { merchantId: readMerchant(text.slice(0, 22)), secret: text.slice(22) }
}
