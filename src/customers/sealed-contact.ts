import { createHmac, type KeyObject } from 'node:crypto'
import { type MerchantKeys, openDataKey } from '../platform/crypto/key-ring.ts'
import { newDataKey, openText, type SealContext, seal, wrapKey } from '../platform/crypto/sealing.ts'
import { normalisePhone } from '../platform/crypto/search-tokens.ts'
import type { NewRow } from '../platform/db/bulk.ts'
import { newId } from '../platform/ids.ts'
import type { Contact, PlainContact } from './contact.ts'
import type { Identity } from './customer.ts'
import type { Identities } from './customer-queries.ts'
import type { MaskedContact } from './masked-contact.ts'

/** What is needed to open a contact: its row with its person's key. */
export type SealedContact = { id: string; personId: string; wrappedKey: Buffer; sealed: Buffer }

/** Makes a person with a data key of their own, and their first contact sealed under it. */
export function sealNewPerson(
  keys: MerchantKeys,
  contact: Contact,
  at: Date,
): { person: NewRow<'people'>; contact: NewRow<'contacts'> } {
  const id = newId(at)
  const dataKey = newDataKey()
  const wrappedKey = wrapKey(keys.kek, dataKey, keyPlace(keys.merchantId, id))
  return {
    person: { id, keyId: keys.keyId, wrappedKey, createdAt: at, erasedAt: null },
    contact: sealUnder(keys.merchantId, dataKey, { personId: id, contact, at }),
  }
}

/** Seals another contact of a person that is there already. */
export function sealForPerson(
  keys: MerchantKeys,
  person: { id: string; wrappedKey: Buffer },
  contact: Contact,
  at: Date,
): NewRow<'contacts'> {
  const dataKey = openDataKey(keys, person.wrappedKey, keyPlace(keys.merchantId, person.id))
  return sealUnder(keys.merchantId, dataKey, { personId: person.id, contact, at })
}

/** A person's data key, wrapped anew by the present key. @throws SealedValueBroken */
export function rewrapPerson(keys: MerchantKeys, { id, wrappedKey }: { id: string; wrappedKey: Buffer }): Buffer {
  const place = keyPlace(keys.merchantId, id)
  return wrapKey(keys.kek, openDataKey(keys, wrappedKey, place), place)
}

/**
 * Opens a contact.
 * @throws SealedValueBroken when it was changed, moved, or sealed under another key
 */
export function openContact(keys: MerchantKeys, { id, personId, wrappedKey, sealed }: SealedContact): Contact {
  const dataKey = openDataKey(keys, wrappedKey, keyPlace(keys.merchantId, personId))
  return JSON.parse(openText(dataKey, sealed, contactPlace(keys.merchantId, id))) as Contact
}

/** What tells a person again by their contact. */
export type ContactIdentity = Omit<Identity, 'code'>

type Identifying = Pick<PlainContact, 'phone' | 'email'> | MaskedContact

/**
 * What tells a person again: 32 bytes each, the same for every way to write the same phone or e-mail. A masked phone is that
 * of many; a platform's own id of the buyer tells one.
 */
export function identityKeys({ searchKey }: Pick<MerchantKeys, 'searchKey'>, contact: Identifying): ContactIdentity {
  if ('masked' in contact) {
    const { platform, buyerId } = contact.masked
    const platformKey = buyerId === undefined ? null : identityKey(searchKey, 'buyer', `${platform}:${buyerId}`)
    return { phoneKey: null, emailKey: null, platformKey }
  }
  const { phone, email } = contact
  const number = phone === undefined ? '' : callable(phone)
  const address = email === undefined ? '' : email.normalize('NFKC').trim().toLowerCase()
  return {
    phoneKey: number === '' ? null : identityKey(searchKey, 'phone', number),
    emailKey: address === '' ? null : identityKey(searchKey, 'email', address),
    platformKey: null,
  }
}

/** The same under every key by which a customer may still be known, the present one first. */
export function everyIdentity(
  { searchKeys }: Pick<MerchantKeys, 'searchKeys'>,
  contact: Identifying,
): ContactIdentity[] {
  return [...searchKeys.values()].map((searchKey) => identityKeys({ searchKey }, contact))
}

/** What to look for to find the customers that any of the contacts may be of. */
export function identitiesOf(
  keys: Pick<MerchantKeys, 'searchKeys'>,
  contacts: readonly Contact[],
): Omit<Identities, 'codes'> {
  const identities = contacts.flatMap((contact) => everyIdentity(keys, contact))
  return {
    phoneKeys: identities.flatMap(({ phoneKey }) => phoneKey ?? []),
    emailKeys: identities.flatMap(({ emailKey }) => emailKey ?? []),
    platformKeys: identities.flatMap(({ platformKey }) => platformKey ?? []),
  }
}

function sealUnder(
  merchantId: string,
  dataKey: KeyObject,
  { personId, contact, at }: { personId: string; contact: Contact; at: Date },
): NewRow<'contacts'> {
  const id = newId(at)
  const sealed = seal(dataKey, JSON.stringify(contact), contactPlace(merchantId, id))
  return { id, personId, sealed, createdAt: at }
}

/** Where a person's wrapped key stands. */
export function keyPlace(merchantId: string, personId: string): SealContext {
  return { merchantId, table: 'people', column: 'wrapped_key', rowId: personId }
}

function contactPlace(merchantId: string, contactId: string): SealContext {
  return { merchantId, table: 'contacts', column: 'sealed', rowId: contactId }
}

/**
 * The number and, behind it, its extension: marketplaces give many people one number (`13800138000转1234`), so that the
 * number alone would make one customer of them.
 */
function callable(phone: string): string {
  const number = normalisePhone(phone)
  const digits = phone.normalize('NFKC').replace(/\D/g, '')
  const extension = digits.slice(digits.indexOf(number) + number.length)
  if (number === '') return ''
  return extension === '' ? number : `${number}x${extension}`
}

/** The word before the text keeps these apart from search tokens, which are made with the same key. */
function identityKey(searchKey: KeyObject, kind: string, text: string): Buffer {
  return createHmac('sha256', searchKey).update(`identity of ${kind}:${text}`).digest()
}
