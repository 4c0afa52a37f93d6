import { sql } from 'kysely'
import type { Transaction } from '../../platform/db/transaction.ts'
import { entryHash, markBytes } from './chain.ts'

/** A block of the chain, without its entries. */
export type Block = { number: number; mac: Buffer; sealedAt: Date; lastId: string; entries: number }

/** Entries that no block has, hashed; the ids as PostgreSQL writes an array, since they only go back to it. */
export type Unsealed = {
  entries: number
  entryIds: string
  firstId: string
  lastId: string
  marks: Buffer
  digest: Buffer
}

/** The ids from one to before another. */
export type IdRange = { from: string; until: string }

/** The newest block. */
export function findLastBlock(tx: Transaction): Promise<Block | undefined> {
  return tx.row<Block>(sql`
    select number, mac, sealed_at, last_id, cardinality(entry_ids) as entries from audit_blocks
    where merchant_id = ${tx.merchantId} order by number desc limit 1`)
}

/** The id before which a number of a range's entries stand; none when there are not so many. */
export async function findIdAfter(
  tx: Transaction,
  { from, until }: IdRange,
  entries: number,
): Promise<string | undefined> {
  const row = await tx.row<{ entryId: string }>(sql`
    select entry_id from events
    where merchant_id = ${tx.merchantId} and entry_id >= ${from} and entry_id < ${until}
    order by entry_id offset ${entries} limit 1`)
  return row?.entryId
}

/**
 * The entries of a range that no block has. `sealedSince`: when the earliest of them can have been sealed; a block is never
 * older than its entries. Nothing of the entries leaves the database but their ids.
 */
export async function findUnsealed(
  tx: Transaction,
  { from, until }: IdRange,
  sealedSince: Date,
): Promise<Unsealed | undefined> {
  const hash = sql.raw(entryHash)
  const found = await tx.row<Unsealed>(sql`
    with unsealed as (
      select e.entry_id, ${hash} as hash from events e
      where e.merchant_id = ${tx.merchantId} and e.entry_id >= ${from} and e.entry_id < ${until}
        and e.entry_id not in (
          select unnest(b.entry_ids) from audit_blocks b
          where b.merchant_id = ${tx.merchantId} and b.sealed_at >= ${sealedSince}
            and b.first_id < ${until} and b.last_id >= ${from})
      order by e.entry_id
    )
    select count(*)::integer as entries, array_agg(entry_id order by entry_id)::text as entry_ids,
      (array_agg(entry_id order by entry_id))[1] as first_id, (array_agg(entry_id order by entry_id desc))[1] as last_id,
      string_agg(substring(hash from 1 for ${sql.raw(String(markBytes))}), ''::bytea order by entry_id) as marks,
      sha256(string_agg(hash, ''::bytea order by entry_id)) as digest
    from unsealed`)
  return found === undefined || found.entries === 0 ? undefined : found
}

/** Adds a block to the chain. */
export async function insertBlock(
  tx: Transaction,
  { entryIds, firstId, lastId, marks, digest }: Unsealed,
  { number, mac, sealedAt }: Pick<Block, 'number' | 'mac' | 'sealedAt'>,
): Promise<void> {
  await tx.run(sql`
    insert into audit_blocks (merchant_id, number, entry_ids, first_id, last_id, marks, digest, mac, sealed_at)
    values (${tx.merchantId}, ${number}, ${entryIds}::uuid[], ${firstId}, ${lastId}, ${marks}, ${digest}, ${mac},
      ${sealedAt})`)
}
