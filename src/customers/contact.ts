// A contact is a name with the ways to reach it, as it was given once: in plain, or as a marketplace shows it
// (masked-contact.ts). It is never changed: a correction is another contact of the same person. It is stored sealed only
// (sealed-contact.ts).
import { z } from 'zod'
import { idInput } from '../platform/id-input.ts'
import { line } from '../platform/text.ts'
import { contactRegion, phone } from './contact-parts.ts'
import { type MaskedContact, maskedContactBody } from './masked-contact.ts'

/** A name, phone, e-mail and address, in plain. */
export type PlainContact = {
  kind?: 'plain'
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

/** Someone who can be reached: by what stands here, or through the platform that knows. */
export type Contact = PlainContact | MaskedContact

/** The basic form; only the mail server knows more. RFC 5321 section 4.5.3.1.3 limits the path to 256 with its brackets. */
const email = line(254).regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')

const plain = z.literal('plain')

const plainContactBody = z.strictObject({
  kind: plain.exactOptional(),
  name: line(200),
  phone: phone.exactOptional(),
  email: email.exactOptional(),
  company: line(200).exactOptional(),
  ...contactRegion,
  street: line(300).exactOptional(),
  postcode: line(20).exactOptional(),
})

/** A contact as it comes in; one without a kind is plain. */
export const contactBody = z.discriminatedUnion('kind', [plainContactBody, maskedContactBody])

/** Where goods go in an order that somebody writes: a contact, or one that is known, which they need not see for it. */
export const receiverBody = z.discriminatedUnion('kind', [
  plainContactBody,
  maskedContactBody,
  z.strictObject({ kind: z.literal('of_customer'), customerId: idInput }),
  z.strictObject({ kind: z.literal('of_order'), orderId: idInput }),
])

/** One of them. */
export type Receiver = z.output<typeof receiverBody>

/** A receiver who is named by where they are known. */
export type KnownReceiver = Extract<Receiver, { kind: 'of_customer' | 'of_order' }>

/** A contact as it is shown whole: its kind always stands there. */
export const contactView = z.discriminatedUnion('kind', [plainContactBody.extend({ kind: plain }), maskedContactBody])

/** Whether a platform keeps the receiver to itself. */
export function isMasked(contact: Contact): contact is MaskedContact {
  return contact.kind === 'platform_masked'
}

/** A contact for who may see it whole. */
export function viewOfContact(contact: Contact): z.output<typeof contactView> {
  return isMasked(contact) ? contact : { ...contact, kind: 'plain' }
}

/** Every field of a plain contact but its kind, in the order in which people read it. */
export const contactFields = plainContactBody.omit({ kind: true }).keyof().options
