import { createHmac, hkdfSync } from 'node:crypto'
import type { MerchantKeys } from './key-ring.ts'

/**
 * The secret that the link of a mail carries (256 bits, safe in a URL): made of the id of the row that it opens and of what
 * it is for, with a key of the merchant. It is the same each time the mail is composed, so it is stored nowhere; the row
 * says until when it is valid and whether it was used. Compare what comes in with `timingSafeEqual`.
 */
export function linkSecret({ lastingKey }: Pick<MerchantKeys, 'lastingKey'>, purpose: string, id: string): string {
  const key = Buffer.from(hkdfSync('sha256', lastingKey, '', 'yidan link secret', 32))
  return createHmac('sha256', key).update(`${purpose}\n${id}`).digest('base64url')
}
