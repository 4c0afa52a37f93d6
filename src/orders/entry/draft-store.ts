import { sql } from 'kysely'
import { openSealedText, sealText } from '../../customers/sealed-text.ts'
import type { Command } from '../../platform/command.ts'
import { keysThatOpen, type MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { insertRows, rowSource, uuidList } from '../../platform/db/bulk.ts'
import type { Query } from '../../platform/db/database.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { DraftRow, DraftStatus, OrderDraft } from './order-draft.ts'

const columns = sql`id, owner, status, version, person_id, customer_id, channel, lines, order_id, created_at, saved_at,
  expires_at`

/** A draft with what opens it. */
export type SealedDraft = DraftRow & { wrappedKey: Buffer; sealed: Buffer }

/** Locks drafts by their ids, in order; those that nobody knows are missing. */
export function lockDrafts(tx: Transaction, draftIds: readonly string[]): Promise<DraftRow[]> {
  return tx.rows<DraftRow>(sql`
    select ${columns} from order_drafts
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(draftIds)}) order by id for update`)
}

/** Locks a draft that its owner changes, with what seals it; undefined if it has ended or is somebody else's. */
export function lockOwnDraft(
  { tx, actor }: Pick<Command, 'tx' | 'actor'>,
  draftId: string,
): Promise<SealedDraft | undefined> {
  return tx.row<SealedDraft>(sql`
    select ${draftColumns}, p.wrapped_key, d.sealed
    from order_drafts d join people p on p.merchant_id = d.merchant_id and p.id = d.person_id
    where d.merchant_id = ${tx.merchantId} and d.id = ${draftId} and d.owner = ${actor} and d.status = 'open'
    for update of d, p`)
}

/** Locks open drafts for a customer, or those that were not touched for too long. */
export function lockOpenDrafts(
  tx: Transaction,
  which: { customerId: string } | { expiredAt: Date; limit: number },
): Promise<DraftRow[]> {
  const those =
    'customerId' in which
      ? sql`customer_id = ${which.customerId} order by id`
      : sql`expires_at <= ${which.expiredAt} order by expires_at limit ${which.limit}`
  return tx.rows<DraftRow>(sql`
    select ${columns} from order_drafts where merchant_id = ${tx.merchantId} and status = 'open' and ${those} for update`)
}

/** A draft's own row with what was typed sealed. */
export async function insertDraft(
  { tx, keys }: Pick<Command, 'tx' | 'keys'>,
  row: DraftRow,
  { draft, wrappedKey }: { draft: OrderDraft; wrappedKey: Buffer },
): Promise<void> {
  const sealed = sealDraft(keys, { ...row, wrappedKey }, draft)
  await tx.run(insertRows(tx.merchantId, 'order_drafts', insertedColumns, [{ ...row, sealed }]))
}

/** Saves what was typed, over what was. */
export async function saveDraft(
  { tx, keys }: Pick<Command, 'tx' | 'keys'>,
  row: SealedDraft,
  draft: OrderDraft,
): Promise<void> {
  const sealed = sealDraft(keys, row, draft)
  await tx.run(sql`
    update order_drafts set version = ${row.version}, sealed = ${sealed}, customer_id = ${row.customerId},
      channel = ${row.channel}, lines = ${row.lines}, saved_at = ${row.savedAt}, expires_at = ${row.expiresAt}
    where merchant_id = ${tx.merchantId} and id = ${row.id}`)
}

/** Ends drafts: what was typed is gone. The versions are those after the end. */
export function endDrafts(
  tx: Transaction,
  status: Exclude<DraftStatus, 'open'>,
  rows: readonly Pick<DraftRow, 'id' | 'version' | 'orderId'>[],
): Query<unknown> {
  const ended = rowSource('e', { id: 'uuid', version: 'int4', orderId: 'uuid' }, rows)
  return sql`
    update order_drafts d set status = ${status}, sealed = null, version = e.version, order_id = e.order_id
    from ${ended} where d.merchant_id = ${tx.merchantId} and d.id = e.id`
}

/** Opens what was typed in drafts, by their ids. */
export async function openDrafts(
  { tx, keys }: { tx: Transaction; keys: MerchantKeys },
  rows: readonly SealedDraft[],
): Promise<Map<string, OrderDraft>> {
  const present = await keysThatOpen(
    keys,
    tx,
    rows.map(({ wrappedKey }) => wrappedKey),
  )
  return new Map(rows.map((row) => [row.id, openDraft(present, row)]))
}

/** Open drafts, newest first, with what opens them. */
export function findOpenDrafts(
  tx: Transaction,
  which: { owner: string; id?: string } | { customerId: string },
  page: { limit: number; after?: string | undefined } = { limit: 1000 },
): Promise<SealedDraft[]> {
  const before = page.after === undefined ? sql`` : sql`and d.id < ${page.after}`
  const those =
    'owner' in which
      ? sql`d.owner = ${which.owner} ${which.id === undefined ? sql`` : sql`and d.id = ${which.id}`}`
      : sql`d.customer_id = ${which.customerId}`
  return tx.rows<SealedDraft>(sql`
    select ${draftColumns}, p.wrapped_key, d.sealed
    from order_drafts d join people p on p.merchant_id = d.merchant_id and p.id = d.person_id
    where d.merchant_id = ${tx.merchantId} and d.status = 'open' and ${those} ${before}
    order by d.id desc limit ${page.limit}`)
}

/** How many open drafts somebody has. */
export async function countOpenDrafts(tx: Transaction, owner: string): Promise<number> {
  const row = await tx.row<{ drafts: number }>(sql`
    select count(*) as drafts from order_drafts
    where merchant_id = ${tx.merchantId} and owner = ${owner} and status = 'open'`)
  return row?.drafts ?? 0
}

const draftColumns = sql`d.id, d.owner, d.status, d.version, d.person_id, d.customer_id, d.channel, d.lines, d.order_id,
  d.created_at, d.saved_at, d.expires_at`

const insertedColumns = [
  ...(['id', 'owner', 'status', 'version', 'personId', 'sealed', 'customerId', 'channel', 'lines', 'orderId'] as const),
  ...(['createdAt', 'savedAt', 'expiresAt'] as const),
] as const

type Opening = { id: string; personId: string; wrappedKey: Buffer }

function placeOf({ id }: Opening) {
  return { table: 'order_drafts', column: 'sealed', rowId: id }
}

function sealDraft(keys: MerchantKeys, row: Opening, draft: OrderDraft): Buffer {
  return sealText(keys, { id: row.personId, wrappedKey: row.wrappedKey }, JSON.stringify(draft), placeOf(row))
}

function openDraft(keys: MerchantKeys, row: SealedDraft): OrderDraft {
  const person = { id: row.personId, wrappedKey: row.wrappedKey }
  return JSON.parse(openSealedText(keys, person, row.sealed, placeOf(row))) as OrderDraft
}
