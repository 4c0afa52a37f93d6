/*
 * A note on a customer: what a colleague should know of them, whichever order it is about. It is not consent, nor a reason for
 * something that was done; it is not changed, and its words go when the person is erased.
 */
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { openSealedText, type SealingPerson, sealText, type TextPlace } from '../sealed-text.ts'

/** A note, as its readers see it. */
export type CustomerNote = { id: string; text: string; writtenBy: string; writtenAt: Date }

/** A note as it is stored. */
export type SealedNote = Omit<CustomerNote, 'text'> & { words: Buffer }

const placeOf = (id: string): TextPlace => ({ table: 'customer_notes', column: 'words', rowId: id })

/** Seals a note's words under the customer's key. */
export function sealNote(keys: MerchantKeys, person: SealingPerson, { text, ...note }: CustomerNote): SealedNote {
  return { ...note, words: sealText(keys, person, text, placeOf(note.id)) }
}

/** Opens a note. @throws SealedValueBroken */
export function openNote(keys: MerchantKeys, person: SealingPerson, { words, ...note }: SealedNote): CustomerNote {
  return { ...note, text: openSealedText(keys, person, words, placeOf(note.id)) }
}
