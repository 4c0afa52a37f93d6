// A link lets one person in once: to begin with, to accept an invitation, or after a forgotten password. It names its merchant and
// its row, and its secret is the row's MAC under a key of the merchant: so whoever sends it can make it again, and the database
// alone tells nobody how to make one.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
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

/** Writes a link's token: the merchant, the row, the MAC. */
export function writeLinkToken(keys: Pick<MerchantKeys, 'merchantId' | 'searchKey'>, { id, kind }: LinkName): string {
  return writeMerchant(keys.merchantId) + writeMerchant(id) + macOf(keys, { id, kind }).toString('base64url')
}

/** Which merchant's and which row a token names; none when it is no token. */
export function parseLinkToken(text: string): { merchantId: string; linkId: string; mac: Buffer } | undefined {
  if (!/^[\w-]{87}$/.test(text)) return undefined
  return {
    merchantId: readMerchant(text.slice(0, 22)),
    linkId: readMerchant(text.slice(22, 44)),
    mac: Buffer.from(text.slice(44), 'base64url'),
  }
}

/** Whether a MAC is the one of a row. */
export function isGenuine(keys: Pick<MerchantKeys, 'searchKey'>, link: LinkName, mac: Buffer): boolean {
  const expected = macOf(keys, link)
  return mac.length === expected.length && timingSafeEqual(mac, expected)
}

type LinkName = Pick<AccessLink, 'id' | 'kind'>

function macOf({ searchKey }: Pick<MerchantKeys, 'searchKey'>, { id, kind }: LinkName): Buffer {
  return createHmac('sha256', searchKey).update(`access link:${kind}:${id}`).digest()
}
