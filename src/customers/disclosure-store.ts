import { sql } from 'kysely'
import { insertRows, type NewRow, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { DisclosureQuota } from './disclosure.ts'

/** Locks what an actor has seen, so that nobody else counts for the same one until this transaction ends. */
export async function lockQuota(tx: Transaction, actor: string, now: Date): Promise<DisclosureQuota> {
  await tx.run(sql`
    insert into disclosure_quotas (merchant_id, actor, hour_began_at, in_hour, day_began_at, in_day)
    values (${tx.merchantId}, ${actor}, ${now}, 0, ${now}, 0) on conflict do nothing`)
  const quota = await tx.row<DisclosureQuota>(sql`
    select hour_began_at, in_hour, day_began_at, in_day, told_at from disclosure_quotas
    where merchant_id = ${tx.merchantId} and actor = ${actor} for update`)
  return quota as DisclosureQuota
}

/** Saves a locked quota. */
export async function saveQuota(tx: Transaction, actor: string, quota: DisclosureQuota): Promise<void> {
  const { hourBeganAt, inHour, dayBeganAt, inDay, toldAt } = quota
  await tx.run(sql`
    update disclosure_quotas set hour_began_at = ${hourBeganAt}, in_hour = ${inHour}, day_began_at = ${dayBeganAt},
      in_day = ${inDay}, told_at = ${toldAt}
    where merchant_id = ${tx.merchantId} and actor = ${actor}`)
}

/** Adds what was disclosed of whom. */
export async function insertDisclosures(tx: Transaction, rows: readonly NewRow<'disclosures'>[]): Promise<void> {
  if (rows.length > 0) await tx.run(insertRows(tx.merchantId, 'disclosures', columns, rows))
}

/** A disclosure of a person, as it is kept. */
export type KeptDisclosure = Omit<NewRow<'disclosures'>, 'purpose'> & { purpose: string }

/** Who saw the contacts of people, the first first. */
export function findDisclosuresOf(tx: Transaction, personIds: readonly string[]): Promise<KeptDisclosure[]> {
  return tx.rows(sql`
    select person_id, id, subject_type, subject_id, purpose, reason, disclosed_by, disclosed_at from disclosures
    where merchant_id = ${tx.merchantId} and person_id = any(${uuidList(personIds)}) order by id, subject_id`)
}

const columns = [
  'personId',
  'id',
  'subjectType',
  'subjectId',
  'purpose',
  'reason',
  'disclosedBy',
  'disclosedAt',
] as const
