import type { KeyObject } from 'node:crypto'
import { type MerchantKeys, openDataKey } from '../../platform/crypto/key-ring.ts'
import { newDataKey, openText, type SealContext, seal, wrapKey, wrappingKeyId } from '../../platform/crypto/sealing.ts'
import { KeysOutdated } from '../../platform/db/failures.ts'
import type { StaffContact } from './staff.ts'

/** What is needed to open what is sealed of somebody. */
export type SealedStaff = { id: string; wrappedKey: Buffer | null; sealed: Buffer; sealedTotp: Buffer | null }

/** Seals a new member of staff under a key of their own. */
export function sealNewStaff(
  keys: MerchantKeys,
  staffId: string,
  contact: StaffContact,
): { keyId: number; wrappedKey: Buffer; sealed: Buffer } {
  const dataKey = newDataKey()
  const { merchantId, keyId, kek } = keys
  return {
    keyId,
    wrappedKey: wrapKey(kek, dataKey, place(merchantId, staffId, 'wrapped_key')),
    sealed: seal(dataKey, JSON.stringify(contact), place(merchantId, staffId, 'sealed')),
  }
}

/** Seals a changed name or e-mail under the key that is there. */
export function sealStaff(keys: MerchantKeys, staff: SealedStaff, contact: StaffContact): Buffer {
  return seal(keyOf(keys, staff), JSON.stringify(contact), place(keys.merchantId, staff.id, 'sealed'))
}

/** Opens name and e-mail. @throws SealedValueBroken */
export function openStaff(keys: MerchantKeys, staff: SealedStaff): StaffContact {
  const context = place(keys.merchantId, staff.id, 'sealed')
  return JSON.parse(openText(keyOf(keys, staff), staff.sealed, context)) as StaffContact
}

/** Seals the address that somebody has no more. */
export function sealFormerEmail(keys: MerchantKeys, staff: SealedStaff, email: string): Buffer {
  return seal(keyOf(keys, staff), email, formerPlace(keys.merchantId, staff.id))
}

/** Opens the address that somebody has no more. @throws SealedValueBroken */
export function openFormerEmail(keys: MerchantKeys, staff: SealedStaff, sealed: Buffer): string {
  return openText(keyOf(keys, staff), sealed, formerPlace(keys.merchantId, staff.id))
}

/** Seals the secret of somebody's authenticator. */
export function sealTotp(keys: MerchantKeys, staff: SealedStaff, secret: string): Buffer {
  return seal(keyOf(keys, staff), secret, place(keys.merchantId, staff.id, 'sealed_totp'))
}

/** Opens the secret of somebody's authenticator; none where there is none. @throws SealedValueBroken */
export function openTotp(keys: MerchantKeys, staff: SealedStaff): string | undefined {
  if (staff.sealedTotp === null) return undefined
  return openText(keyOf(keys, staff), staff.sealedTotp, place(keys.merchantId, staff.id, 'sealed_totp'))
}

/** Wraps somebody's data key by the present key; none stays none. */
export function rewrapOne(
  keys: MerchantKeys,
  { id, wrappedKey }: { id: string; wrappedKey: Buffer | null },
): Buffer | null {
  if (wrappedKey === null) return null
  const context = place(keys.merchantId, id, 'wrapped_key')
  return wrapKey(keys.kek, openDataKey(keys, wrappedKey, context), context)
}

function keyOf(keys: MerchantKeys, { id, wrappedKey }: SealedStaff): KeyObject {
  if (wrappedKey === null) throw new Error(`staff ${id} was erased`)
  if (!keys.keks.has(wrappingKeyId(wrappedKey))) throw new KeysOutdated()
  return openDataKey(keys, wrappedKey, place(keys.merchantId, id, 'wrapped_key'))
}

function formerPlace(merchantId: string, staffId: string): SealContext {
  return { merchantId, table: 'former_emails', column: 'sealed', rowId: staffId }
}

function place(merchantId: string, staffId: string, column: string): SealContext {
  return { merchantId, table: 'staff', column, rowId: staffId }
}
