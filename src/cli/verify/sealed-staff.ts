import type pg from 'pg'
import { openStaff, openTotp, type SealedStaff } from '../../access/staff/sealed-staff.ts'
import { loginKey } from '../../access/staff/staff.ts'
import { keysThatOpen, type MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { wrappingKeyId } from '../../platform/crypto/sealing.ts'
import { statementsOn } from '../../platform/db/database.ts'
import type { Break, BreakRow, Check } from './break.ts'

/** What this file proves. */
export const sealedStaffCheck: Check = {
  invariant: 33,
  check: '33-sealed-staff',
  says: "Every name, e-mail and authenticator of staff opens with its merchant's keys, under the key that its row names, and the e-mail is the one to sign in with.",
}

const pageSize = 2000

type Row = SealedStaff & { merchantId: string; keyId: number; loginKey: Buffer | null }

/** Opens what is sealed of everybody who works somewhere, page by page. Nothing of what it opens is kept or told. */
export async function checkSealedStaff(
  client: pg.ClientBase,
  keysOf: (merchantId: string) => Promise<MerchantKeys>,
  limit: number,
): Promise<Break | undefined> {
  const rows: BreakRow[] = []
  let count = 0
  await client.query(`declare staff_to_open no scroll cursor for ${sealedStaff}`)
  for (;;) {
    const page = await client.query<Row>(`fetch ${pageSize} from staff_to_open`)
    for (const row of page.rows) {
      // A merchant whose own keys do not open is reported with its contacts.
      const known = await keysOf(row.merchantId).catch(() => undefined)
      // The picture may be from before a key was renewed that is destroyed by now.
      const keys = known && (await keysThatOpen(known, statementsOn(client), row.wrappedKey ? [row.wrappedKey] : []))
      const fault = keys && faultOf(row, keys)
      if (fault === undefined) continue
      count++
      if (rows.length < limit) rows.push({ merchantId: row.merchantId, ids: { staff: row.id }, ...fault })
    }
    if (page.rows.length < pageSize) break
  }
  await client.query('close staff_to_open')
  return count === 0 ? undefined : { ...sealedStaffCheck, count, rows }
}

const sealedStaff = `
  select merchant_id as "merchantId", id, key_id as "keyId", wrapped_key as "wrappedKey", sealed,
    sealed_totp as "sealedTotp", login_key as "loginKey"
  from staff
  where wrapped_key is not null`

type Fault = Pick<BreakRow, 'fault' | 'found' | 'expected'>

function faultOf(row: Row, keys: MerchantKeys): Fault | undefined {
  const { wrappedKey, keyId } = row
  const named = wrappedKey === null || wrappedKey.length < 3 ? undefined : wrappingKeyId(wrappedKey)
  if (named !== keyId) {
    return {
      fault: 'member of staff wrapped by another key than is named',
      found: `key ${named}`,
      expected: `key ${keyId}`,
    }
  }
  try {
    const { email } = openStaff(keys, row)
    openTotp(keys, row)
    const isOwn = email === '' ? row.loginKey === null : row.loginKey?.equals(loginKey(keys, email)) === true
    return isOwn
      ? undefined
      : { fault: 'name to sign in with is another', found: 'a key', expected: 'that of the e-mail' }
  } catch {
    return { fault: 'member of staff does not open', found: 'broken', expected: 'a name and an e-mail' }
  }
}
