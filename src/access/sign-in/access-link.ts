// A link lets one person in once: to begin with, to accept an invitation, or after a forgotten password. It names its merchant and
// its row, and its secret is made of the row's id with a key of the merchant: so whoever sends it can make it again, and the database
// alone tells nobody how to make one.
import { timingSafeEqual } from 'node:crypto'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { linkSecret } from '../../platform/crypto/link-secret.ts'
import { dayMs, hourMs } from '../../platform/time.ts'
import { readMerchant, writeMerchant } from '../secret-token.ts'

/** What a link is for. */
export type LinkKind = 'sign_in' | 'invitation' | 'password_reset'

/** A link as it is kept. */
export type AccessLink = {
  id: string
  kind: LinkKind
  staffId: string
  createdBy: string
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}

/** How long each kind opens, in milliseconds. */
export const linkLifeMs: Readonly<Record<LinkKind, number>> = {
  sign_in: hourMs,
  invitation: 7 * dayMs,
  password_reset: hourMs,
}

/** Writes a link's token: the merchant, the row, the secret. */
export function writeLinkToken(keys: Pick<MerchantKeys, 'merchantId' | 'lastingKey'>, { id, kind }: LinkName): string {
  return writeMerchant(keys.merchantId) + writeMerchant(id) + linkSecret(keys, kind, id)
}

/** Which merchant's and which row a token names; none when it is no token. */
export function parseLinkToken(text: string): { merchantId: string; linkId: string; secret: string } | undefined {
  if (!/^[\w-]{87}$/.test(text)) return undefined
  return {
    merchantId: readMerchant(text.slice(0, 22)),
    linkId: readMerchant(text.slice(22, 44)),
    secret: text.slice(44),
  }
}

/** Whether a secret is the one of a row. */
export function isGenuine(keys: Pick<MerchantKeys, 'lastingKey'>, { id, kind }: LinkName, secret: string): boolean {
  const expected = Buffer.from(linkSecret(keys, kind, id))
  const given = Buffer.from(secret)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

type LinkName = Pick<AccessLink, 'id' | 'kind'>
