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

/** Empties the reasons of holds, of customers and orders that are erased. */
export function clearHoldReasons(tx: Transaction, subjectIds: readonly string[]): Promise<number> {
  return tx.run(sql`
    update legal_holds set reason = ''
    where merchant_id = ${tx.merchantId} and subject_id = any(${uuidList(subjectIds)}) and reason <> ''`)
}

const holdColumns = sql`id, subject_type, subject_id, reason, until, version, placed_at, placed_by`
const columns = ['id', 'subjectType', 'subjectId', 'reason', 'until', 'version', 'placedAt', 'placedBy'] as const
