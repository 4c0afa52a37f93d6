import { sql } from 'kysely'
import { rowSource } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { DomainEvent } from '../../platform/events.ts'

/** An event that somebody is written about. */
export type Notice = Pick<DomainEvent, 'objectId' | 'version' | 'type' | 'at' | 'data'> & { origin: string | null }

/** The ids of events among all that was told. */
export async function findEntryIds(
  tx: Transaction,
  events: readonly Pick<DomainEvent, 'objectId' | 'version'>[],
): Promise<string[]> {
  if (events.length === 0) return []
  const keys = events.map(({ objectId, version }) => ({ objectId, version }))
  const rows = await tx.rows<{ entryId: string }>(sql`
    select e.entry_id from events e
    join ${rowSource('k', { objectId: 'uuid', version: 'int4' }, keys)}
      on k.object_id = e.object_id and k.version = e.version
    where e.merchant_id = ${tx.merchantId} order by e.entry_id`)
  return rows.map(({ entryId }) => entryId)
}

/** An event by its id among all that was told. */
export function findNotice(tx: Transaction, entryId: string): Promise<Notice | undefined> {
  return tx.row<Notice>(sql`
    select object_id, version, type, at, data, origin from events
    where merchant_id = ${tx.merchantId} and entry_id = ${entryId}`)
}
