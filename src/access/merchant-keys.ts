import {
  InstanceKeyWrong,
  instanceFingerprint,
  type MerchantKeys,
  nextMerchantKey,
  openMerchantKeys,
} from '../platform/crypto/key-ring.ts'
import type { Database, Statements } from '../platform/db/database.ts'
import { read as readOf } from '../platform/db/transaction.ts'
import type { Runtime } from '../platform/runtime.ts'
import { findMerchantKeys } from './merchant-queries.ts'

/** Reads the instance's keys from where they are kept, that which wraps first: there are two while it is renewed. */
export type LoadInstanceKeys = () => Promise<readonly Buffer[]>

/**
 * Makes the runtime's `keysOf`: opens a merchant's keys with the instance's key and keeps them in memory. Callers at
 * once share one look-up; a failed one is forgotten, so that the next call tries again. Keys that meet a value sealed under
 * one they do not know can be read anew, for their user and for all who come later.
 */
export function createKeysOf(database: Database, instanceKeys: Buffer | LoadInstanceKeys): Runtime['keysOf'] {
  const load = rememberingInstanceKeys(instanceKeys)
  const opened = new Map<string, Promise<MerchantKeys>>()
  const forget = (merchantId: string, known: Promise<MerchantKeys>) => {
    if (opened.get(merchantId) === known) opened.delete(merchantId)
  }

  const read = async (merchantId: string, statements: Statements): Promise<MerchantKeys> => {
    const open = async () => {
      const rows = await findMerchantKeys(statements, merchantId)
      if (rows.length === 0) throw new Error(`merchant ${merchantId} has no keys`)
      return openMerchantKeys(await load(), rows)
    }
    // Between the rows and the instance's keys the one may have been wrapped anew and the other removed.
    const keys = await open().catch((error) => {
      if (error instanceof InstanceKeyWrong) return open()
      throw error
    })
    return {
      ...keys,
      reread: async (inTransaction) => {
        const fresh = await read(merchantId, inTransaction)
        opened.set(merchantId, Promise.resolve(fresh))
        return fresh
      },
      forget: () => {
        opened.delete(merchantId)
      },
      makeNext: async (kind) => {
        const [instanceKey] = (await load()) as [Buffer]
        return { row: nextMerchantKey(instanceKey, keys, kind), fingerprint: instanceFingerprint(instanceKey) }
      },
    }
  }

  return (merchantId) => {
    const known = opened.get(merchantId)
    if (known !== undefined) return known
    const opening = readOf(database, merchantId, (tx) => read(merchantId, tx))
    opened.set(merchantId, opening)
    opening.catch(() => forget(merchantId, opening))
    return opening
  }
}

/** Those that were there before are kept behind those that are: a picture of the database may be older than the files. */
function rememberingInstanceKeys(instanceKeys: Buffer | LoadInstanceKeys): LoadInstanceKeys {
  if (Buffer.isBuffer(instanceKeys)) return async () => [instanceKeys]
  let known: readonly Buffer[] = []
  return async () => {
    const present = await instanceKeys()
    known = [...present, ...known.filter((key) => !present.some((each) => each.equals(key)))]
    return known
  }
}
