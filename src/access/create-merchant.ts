import { createMerchantKeys, instanceFingerprint } from '../platform/crypto/key-ring.ts'
import type { Database } from '../platform/db/database.ts'
import { transact } from '../platform/db/transaction.ts'
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
  database: Database,
  merchant: NewMerchant,
  instanceKey: Buffer,
  clock: Clock,
): Promise<string> {
  checkMerchant(merchant)
  const createdAt = clock()
  const id = newId(createdAt)
  await transact(database, id, async (tx) => {
    await insertMerchant(tx, { ...merchant, id, createdAt })
    await holdInstanceKey(tx, instanceFingerprint(instanceKey), createdAt)
    for (const key of createMerchantKeys(instanceKey, id)) await insertMerchantKey(tx, key, createdAt)
  })
  return id
}
