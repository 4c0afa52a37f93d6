import { type MerchantKeys, openMerchantKeys } from '../platform/crypto/key-ring.ts'
import { readControl } from '../platform/db/control.ts'
import type { Database } from '../platform/db/database.ts'
import type { Runtime } from '../platform/runtime.ts'
import { findMerchantKeys } from './merchant-queries.ts'

/**
 * Makes the runtime's `keysOf`: opens a merchant's keys with the instance's key and keeps them in memory. Callers at
 * once share one look-up; a failed one is forgotten, so that the next call tries again.
 */
export function createKeysOf(database: Pick<Database, 'readPool'>, instanceKey: Buffer): Runtime['keysOf'] {
  const opened = new Map<string, Promise<MerchantKeys>>()
  return (merchantId) => {
    const known = opened.get(merchantId)
    if (known !== undefined) return known
    const opening = openKeys(database, instanceKey, merchantId)
    opened.set(merchantId, opening)
    opening.catch(() => opened.delete(merchantId))
    return opening
  }
}

async function openKeys(
  database: Pick<Database, 'readPool'>,
  instanceKey: Buffer,
  merchantId: string,
): Promise<MerchantKeys> {
  const rows = await readControl(database, (control) => findMerchantKeys(control, merchantId))
  if (rows.length === 0) throw new Error(`merchant ${merchantId} has no keys`)
  return openMerchantKeys(instanceKey, rows)
}
