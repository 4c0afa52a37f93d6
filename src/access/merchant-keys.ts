import { type MerchantKeys, openMerchantKeys } from '../platform/crypto/key-ring.ts'
import type { Database, Statements } from '../platform/db/database.ts'
import { read as readOf } from '../platform/db/transaction.ts'
import type { Runtime } from '../platform/runtime.ts'
import { findMerchantKeys } from './merchant-queries.ts'

/**
 * Makes the runtime's `keysOf`: opens a merchant's keys with the instance's key and keeps them in memory. Callers at
 * once share one look-up; a failed one is forgotten, so that the next call tries again. Keys that meet a value sealed under
 * one they do not know can be read anew, for their user and for all who come later.
 */
export function createKeysOf(database: Database, instanceKey: Buffer): Runtime['keysOf'] {
  const opened = new Map<string, Promise<MerchantKeys>>()
  const read = async (merchantId: string, statements: Statements): Promise<MerchantKeys> => {
    const rows = await findMerchantKeys(statements, merchantId)
    if (rows.length === 0) throw new Error(`merchant ${merchantId} has no keys`)
    const reread = async (inTransaction: Statements) => {
      const fresh = await read(merchantId, inTransaction)
      opened.set(merchantId, Promise.resolve(fresh))
      return fresh
    }
    return { ...openMerchantKeys(instanceKey, rows), reread }
  }
  return (merchantId) => {
    const known = opened.get(merchantId)
    if (known !== undefined) return known
    const opening = readOf(database, merchantId, (tx) => read(merchantId, tx))
    opened.set(merchantId, opening)
    opening.catch(() => opened.delete(merchantId))
    return opening
  }
}
