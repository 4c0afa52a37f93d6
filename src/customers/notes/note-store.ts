import { sql } from 'kysely'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { SealedNote } from './customer-note.ts'

/** Adds a note to a customer. */
export async function insertCustomerNote(tx: Transaction, note: SealedNote & { customerId: string }): Promise<void> {
  const columns = ['customerId', 'id', 'words', 'writtenBy', 'writtenAt'] as const
  await tx.run(insertRows(tx.merchantId, 'customer_notes', columns, [note]))
}

/** A customer's notes, newest first. */
export function findCustomerNotes(
  tx: Transaction,
  customerId: string,
  page: { limit?: number; after?: string | undefined } = {},
): Promise<SealedNote[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  const most = page.limit === undefined ? sql`` : sql`limit ${page.limit}`
  return tx.rows<SealedNote>(sql`
    select id, words, written_by, written_at from customer_notes
    where merchant_id = ${tx.merchantId} and customer_id = ${customerId} ${before} order by id desc ${most}`)
}

/** The key under which a customer's notes are sealed; none once the person was erased, undefined of no customer. */
export function findNotesKey(
  tx: Transaction,
  customerId: string,
): Promise<{ personId: string; wrappedKey: Buffer | null } | undefined> {
  return tx.row(sql`
    select p.id as person_id, p.wrapped_key
    from customers c join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
    where c.merchant_id = ${tx.merchantId} and c.id = ${customerId}`)
}
