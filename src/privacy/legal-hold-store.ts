import { sql } from 'kysely'
import { insertRows, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { LegalHold } from './legal-hold.ts'

/** Locks the hold of a customer or an order that was not released, if there is one. */
export function lockLegalHold(tx: Transaction, subjectId: string): Promise<LegalHold | undefined> {
  return tx.row(sql`
    select ${holdColumns} from legal_holds
    where merchant_id = ${tx.merchantId} and subject_id = ${subjectId} and released_at is null for update`)
}

/** Adds a hold. */
export async function insertLegalHold(tx: Transaction, hold: LegalHold): Promise<void> {
  await tx.run(insertRows(tx.merchantId, 'legal_holds', columns, [hold]))
}

/** Saves a locked hold's reason, end and version. */
export async function saveLegalHold(tx: Transaction, { id, reason, until, version }: LegalHold): Promise<void> {
  await tx.run(sql`
    update legal_holds set reason = ${reason}, until = ${until}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** Ends a locked hold. */
export async function endLegalHold(
  tx: Transaction,
  { id, version }: LegalHold,
  released: { at: Date; by: string },
): Promise<void> {
  await tx.run(sql`
    update legal_holds set released_at = ${released.at}, released_by = ${released.by}, version = ${version}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** The holds of customers and orders that hold at a moment. */
export function findLegalHolds(tx: Transaction, subjectIds: readonly string[], now: Date): Promise<LegalHold[]> {
  return tx.rows(sql`
    select ${holdColumns} from legal_holds
    where merchant_id = ${tx.merchantId} and subject_id = any(${uuidList(subjectIds)}) and released_at is null
      and (until is null or until > ${now})
    order by id`)
}

/** A hold, with what its subject is called. */
export type ListedHold = LegalHold & { orderNumber: number | null; customerCode: string | null }

/** Holds that hold at a moment, newest first. */
export function listLegalHolds(
  tx: Transaction,
  { limit, after, now }: { limit: number; after: string | undefined; now: Date },
): Promise<ListedHold[]> {
  const behind = after === undefined ? sql`` : sql`and h.id < ${after}::uuid`
  return tx.rows(sql`
    select h.id, h.subject_type, h.subject_id, h.reason, h.until, h.version, h.placed_at, h.placed_by,
      o.number as order_number, c.code as customer_code
    from legal_holds h
    left join orders o on o.merchant_id = h.merchant_id and o.id = h.subject_id
    left join customers c on c.merchant_id = h.merchant_id and c.id = h.subject_id
    where h.merchant_id = ${tx.merchantId} and h.released_at is null and (h.until is null or h.until > ${now}) ${behind}
    order by h.id desc limit ${limit}`)
}

/** Empties the reasons of holds, of customers and orders that are erased. */
export function clearHoldReasons(tx: Transaction, subjectIds: readonly string[]): Promise<number> {
  return tx.run(sql`
    update legal_holds set reason = ''
    where merchant_id = ${tx.merchantId} and subject_id = any(${uuidList(subjectIds)}) and reason <> ''`)
}

const holdColumns = sql`id, subject_type, subject_id, reason, until, version, placed_at, placed_by`
const columns = ['id', 'subjectType', 'subjectId', 'reason', 'until', 'version', 'placedAt', 'placedBy'] as const
