import { type RawBuilder, sql } from 'kysely'
import { insertRows, type NewRow, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Consent } from './consent.ts'

const columns = [
  'customerId',
  'purpose',
  'number',
  'id',
  'state',
  'channel',
  'noticeVersion',
  'evidence',
  'decidedAt',
  'recordedAt',
  'recordedBy',
] as const

/** Adds records of consent. */
export async function insertConsents(tx: Transaction, consents: readonly NewRow<'consents'>[]): Promise<void> {
  if (consents.length > 0) await tx.run(insertRows(tx.merchantId, 'consents', columns, consents))
}

/** Everything a customer ever said about consent, by purpose, the first first. */
export function findConsents(tx: Transaction, customerId: string): Promise<Consent[]> {
  return tx.rows(sql`
    select ${consentColumns} from consents where merchant_id = ${tx.merchantId} and customer_id = ${customerId}
    order by purpose, number`)
}

/** The last record of each of the customers about each purpose, or about one. */
export function findPresentConsents(
  tx: Transaction,
  customerIds: readonly string[],
  purpose?: string,
): Promise<Consent[]> {
  const ofPurpose = purpose === undefined ? sql`` : sql`and purpose = ${purpose}`
  return tx.rows(sql`
    select distinct on (customer_id, purpose) ${consentColumns} from consents
    where merchant_id = ${tx.merchantId} and customer_id = any(${uuidList(customerIds)}) ${ofPurpose}
    order by customer_id, purpose, number desc`)
}

/** The sealed evidence of a customer's consents, by their ids. */
export async function findEvidence(tx: Transaction, customerId: string): Promise<Map<string, Buffer>> {
  const rows = await tx.rows<{ id: string; evidence: Buffer }>(sql`
    select id, evidence from consents
    where merchant_id = ${tx.merchantId} and customer_id = ${customerId} and evidence is not null`)
  return new Map(rows.map(({ id, evidence }) => [id, evidence]))
}

const consentColumns: RawBuilder<unknown> = sql`id, customer_id, purpose, number, state, channel, notice_version,
  evidence is not null as has_evidence, decided_at, recorded_at, recorded_by`
