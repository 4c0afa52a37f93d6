import { sql } from 'kysely'
import type { ExportSection } from '../customers/personal-holder.ts'
import { uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/** What happened to objects, for a copy: the facts of each as JSON. */
export async function findEventsOf(tx: Transaction, objectIds: readonly string[]): Promise<ExportSection> {
  type Row = {
    objectType: string
    objectId: string
    version: number
    type: string
    actor: string
    at: Date
    data: string
  }
  const events = await tx.rows<Row>(sql`
    select object_type, object_id, version, type, actor, at, data::text as data from events
    where merchant_id = ${tx.merchantId} and object_id = any(${uuidList(objectIds)}) order by at, object_id, version`)
  return { name: 'events', rows: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })) }
}
