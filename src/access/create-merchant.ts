import type pg from 'pg'
import { createMerchantKeys, instanceFingerprint } from '../platform/crypto/key-ring.ts'
import { transactControl } from '../platform/db/control.ts'
import { newId } from '../platform/ids.ts'
import type { Clock } from '../platform/time.ts'
import { holdInstanceKey } from './instance-key-store.ts'
import { checkMerchant, type NewMerchant } from './merchant.ts'
import { insertMerchant, insertMerchantKey } from './merchant-store.ts'

/**
 * Makes a merchant with its first keys, wrapped by the instance's key. Answers its id.
 * @throws DomainError `merchant_code_taken` and those of `checkMerchant`
 */
export async function createMerchant(
  pool: pg.Pool,
  merchant: NewMerchant,
  instanceKey: Buffer,
  clock: Clock,
): Promise<string> {
  checkMerchant(merchant)
  const createdAt = clock()
  const id = newId(createdAt)
  await transactControl(pool, async (control) => {
    await insertMerchant(control, { ...merchant, id, createdAt })
    await holdInstanceKey(control, instanceFingerprint(instanceKey), createdAt)
    for (const key of createMerchantKeys(instanceKey, id)) await insertMerchantKey(control, key, createdAt)
  })
  return id
}
