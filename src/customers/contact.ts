// A contact is a name with the ways to reach it, as it was given once. It is never changed: a correction is another
// contact of the same person. It is stored sealed only (sealed-contact.ts).
import { z } from 'zod'
import { isCountry } from '../platform/countries.ts'
import { line } from '../platform/text.ts'

/** A name, phone, e-mail and address, in plain. */
export type Contact = {
  name: string
  phone?: string
  email?: string
  company?: string
  /** ISO 3166-1 alpha-2. */
  country: string
  province?: string
  city?: string
  district?: string
  street?: string
  postcode?: string
}

/** Digits and what is written between them, a marketplace's extension too: `+86 138-0013-8000`, `13800138000转1234`. */
const phone = line(32).refine((value) => digitCount(value) >= 3, 'must have at least three digits')
/** The basic form; only the mail server knows more. RFC 5321 section 4.5.3.1.3 limits the path to 256 with its brackets. */
const email = line(254).regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')

/** A contact as it comes in. */
export const contactBody = z.strictObject({
  name: line(200),
  phone: phone.exactOptional(),
  email: email.exactOptional(),
  company: line(200).exactOptional(),
  country: z.string().refine(isCountry, 'must be a country code of ISO 3166-1 alpha-2, such as CN'),
  province: line(100).exactOptional(),
  city: line(100).exactOptional(),
  district: line(100).exactOptional(),
  street: line(300).exactOptional(),
  postcode: line(20).exactOptional(),
})

/** Every field of a contact, in the order in which people read it. */
export const contactFields = contactBody.keyof().options

/** Full-width digits count: NFKC makes them plain. */
function digitCount(value: string): number {
  return value.length > 64 ? 0 : (value.normalize('NFKC').match(/\d/g)?.length ?? 0)
}
