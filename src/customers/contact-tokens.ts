import type { MerchantKeys } from '../platform/crypto/key-ring.ts'
import { emailToken, maskedTokens, nameTokens, phoneTokens } from '../platform/crypto/search-tokens.ts'
import { type Contact, isMasked } from './contact.ts'

/**
 * The keyed hashes under which a contact is found: phone, its last four digits, e-mail, company, and pairs of the name's
 * letters; of one that a platform masks its token, and what can be seen of name and phone.
 */
export function contactTokens({ searchKey }: Pick<MerchantKeys, 'searchKey'>, contact: Contact): Buffer[] {
  if (isMasked(contact)) return maskedTokens(searchKey, contact.masked)
  const { name, company, phone, email } = contact
  return [
    ...nameTokens(searchKey, name, ...(company === undefined ? [] : [company])),
    ...(phone === undefined ? [] : phoneTokens(searchKey, phone)),
    ...(email === undefined ? [] : [emailToken(searchKey, email)]),
  ]
}
