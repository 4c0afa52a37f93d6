import { type MerchantKeys, openDataKey } from '../platform/crypto/key-ring.ts'
import { newDataKey, openText, seal, wrapKey } from '../platform/crypto/sealing.ts'
import type { NewRow } from '../platform/db/bulk.ts'
import { newId } from '../platform/ids.ts'
import { keyPlace } from './sealed-contact.ts'

/** A person by whom a text is sealed: their id and wrapped key. */
export type SealingPerson = { id: string; wrappedKey: Buffer }

/** Where a text stands, by its table, column and the id of what it belongs to. */
export type TextPlace = { table: string; column: string; rowId: string }

/** Makes somebody with a data key of their own, and nothing sealed under it yet: of whom only a text will tell. */
export function newSealingPerson(keys: MerchantKeys, at: Date): NewRow<'people'> & SealingPerson {
  const id = newId(at)
  const wrappedKey = wrapKey(keys.kek, newDataKey(), keyPlace(keys.merchantId, id))
  return { id, keyId: keys.keyId, wrappedKey, createdAt: at, erasedAt: null }
}

/** Seals a text under a person's key: it goes when the person is erased. */
export function sealText(keys: MerchantKeys, person: SealingPerson, text: string, place: TextPlace): Buffer {
  const dataKey = openDataKey(keys, person.wrappedKey, keyPlace(keys.merchantId, person.id))
  return seal(dataKey, text, { merchantId: keys.merchantId, ...place })
}

/** Opens a text of a person. @throws SealedValueBroken */
export function openSealedText(keys: MerchantKeys, person: SealingPerson, sealed: Buffer, place: TextPlace): string {
  const dataKey = openDataKey(keys, person.wrappedKey, keyPlace(keys.merchantId, person.id))
  return openText(dataKey, sealed, { merchantId: keys.merchantId, ...place })
}
