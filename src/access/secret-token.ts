// What opens a door says whose door it is: keys, sessions and links carry their merchant's id before their secret. So they are
// looked up as that merchant's rows, behind the same policy as all others, and a merchant's cell is known before any query.
import { hash } from 'node:crypto'

/** Random bytes of a secret: 256 bits, so that there is nothing to guess and a slow hash would only slow every request down. */
export const secretBytes = 32

/** A merchant's id in a token: 22 characters of base64url. */
export function writeMerchant(merchantId: string): string {
  return Buffer.from(merchantId.replaceAll('-', ''), 'hex').toString('base64url')
}

/** The id behind 22 characters of base64url. */
export function readMerchant(text: string): string {
  return Buffer.from(text, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is kept of a secret: its SHA-256, 32 bytes. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
