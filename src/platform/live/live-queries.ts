import { sql } from 'kysely'
import type { Transaction } from '../db/transaction.ts'
import type { LiveChange } from './live-object.ts'

/** A change with the id of its entry, which says in which order they were written. */
export type LiveEntry = LiveChange & { entryId: string }

/** The newest entries since one, newest first: no more than `most`, however many there are. */
export function findNewestEntries(tx: Transaction, since: string, most: number): Promise<LiveEntry[]> {
  return tx.rows<LiveEntry>(sql`
    select entry_id, object_type, object_id, version, type, actor, at from events
    where merchant_id = ${tx.merchantId} and entry_id >= ${since} order by entry_id desc limit ${most}`)
}
