import type { MerchantKeys } from '../platform/crypto/key-ring.ts'
import { emailToken, nameTokens, phoneTokens } from '../platform/crypto/search-tokens.ts'
import type { Contact } from './contact.ts'

/** The keyed hashes under which a contact is found: phone, its last four digits, e-mail, company, and pairs of the name's letters. */
export function contactTokens(
  { searchKey }: Pick<MerchantKeys, 'searchKey'>,
  { name, company, phone, email }: Contact,
): Buffer[] {
  return [
    ...nameTokens(searchKey, name, ...(company === undefined ? [] : [company])),
    ...(phone === undefined ? [] : phoneTokens(searchKey, phone)),
    ...(email === undefined ? [] : [emailToken(searchKey, email)]),
  ]
}
