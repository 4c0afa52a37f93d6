// The audit is the events: who did what, when, from where. Its chain makes a change of what was written seen: blocks seal the
// entries by a hash over them, each with the block before it, under a key that does not lie in the database. Who has the
// database alone can change rows, but can make no block that follows from the one before.
import { createHmac, type KeyObject } from 'node:crypto'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'

/** What a block's seal stands for. `digest` is over its entries, `previous` the seal of the block before; none for the first. */
export type BlockToSeal = {
  merchantId: string
  number: number
  sealedAt: Date
  digest: Buffer
  previous: Buffer | null
}

/**
 * The key of a merchant's chain. It comes from the lasting key, so that a chain can be walked from its first block, whichever
 * keys were renewed since.
 */
export function chainKey({ lastingKey }: Pick<MerchantKeys, 'lastingKey'>): Buffer {
  return createHmac('sha256', lastingKey).update('yidan audit chain 1').digest()
}

/** A block's seal: an HMAC-SHA256 over what it stands for. */
export function sealOf(
  key: Buffer | KeyObject,
  { merchantId, number, sealedAt, digest, previous }: BlockToSeal,
): Buffer {
  const parts = [merchantId, number, sealedAt.toISOString(), digest.toString('hex'), previous?.toString('hex') ?? null]
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest()
}

/**
 * The hash of an entry, in SQL, of `events e`: over PostgreSQL's binary form of its row, which is one text for one content,
 * whatever the session's settings, and costs a third of writing it as JSON.
 */
export const entryHash = `sha256(record_send(row(e.merchant_id, e.object_id, e.version, e.object_type, e.type, e.actor,
  e.at, e.data, e.entry_id, e.origin)))`

/** How many bytes of an entry's hash a block keeps, to name the entry that was changed. */
export const markBytes = 8
