import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import { firstPreferences, type Preferences, preferencesForm } from './preferences.ts'
import type { SavedView } from './saved-view.ts'

const columns = sql`
  id, list, staff_id, is_shared, name, content, version, created_at, updated_at, removed_at`

/** Somebody's own views of a list and the shared ones, oldest first. */
export function findViews(tx: Transaction, list: string, staffId: string): Promise<SavedView[]> {
  return tx.rows<SavedView>(sql`
    select ${columns} from (
      select ${columns} from saved_views
      where merchant_id = ${tx.merchantId} and list = ${list} and staff_id = ${staffId} and removed_at is null
      union all
      select ${columns} from saved_views
      where merchant_id = ${tx.merchantId} and list = ${list} and is_shared and removed_at is null
        and staff_id <> ${staffId}) seen
    order by id limit 1000`)
}

/** How many views somebody keeps of a list. */
export async function countViews(tx: Transaction, list: string, staffId: string): Promise<number> {
  const row = await tx.row<{ views: number }>(sql`
    select count(*)::int as views from saved_views
    where merchant_id = ${tx.merchantId} and list = ${list} and staff_id = ${staffId} and removed_at is null`)
  return row?.views ?? 0
}

/** Locks a view that was not removed. */
export function lockView(tx: Transaction, viewId: string): Promise<SavedView | undefined> {
  return tx.row<SavedView>(sql`
    select ${columns} from saved_views
    where merchant_id = ${tx.merchantId} and id = ${viewId} and removed_at is null for update`)
}

/** Adds a view. */
export async function insertView(tx: Transaction, view: SavedView): Promise<void> {
  const { id, list, staffId, isShared, name, content, version, createdAt, updatedAt } = view
  await tx.run(sql`
    insert into saved_views (merchant_id, id, list, staff_id, is_shared, name, content, version, created_at, updated_at)
    values (${tx.merchantId}, ${id}, ${list}, ${staffId}, ${isShared}, ${name}, ${JSON.stringify(content)}::jsonb,
      ${version}, ${createdAt}, ${updatedAt})`)
}

/** Saves a view. */
export async function saveView(tx: Transaction, view: SavedView): Promise<void> {
  const { id, isShared, name, content, version, updatedAt, removedAt } = view
  await tx.run(sql`
    update saved_views set is_shared = ${isShared}, name = ${name}, content = ${JSON.stringify(content)}::jsonb,
      version = ${version}, updated_at = ${updatedAt}, removed_at = ${removedAt}
    where merchant_id = ${tx.merchantId} and id = ${id}`)
}

/** How somebody likes the screens; version 0 where they never said. */
export async function findPreferences(tx: Transaction, staffId: string): Promise<Preferences & { version: number }> {
  const row = await tx.row<{ settings: object; version: number }>(sql`
    select settings, version from preferences where merchant_id = ${tx.merchantId} and staff_id = ${staffId}`)
  if (row === undefined) return { ...firstPreferences, version: 0 }
  return { ...preferencesForm.parse(row.settings), version: row.version }
}

/** Sets it, under the id that it has or else the one that is given; answers that id if it still was at the version before. */
export async function savePreferences(
  tx: Transaction,
  { staffId, id }: { staffId: string; id: string },
  { version, ...settings }: Preferences & { version: number },
): Promise<string | undefined> {
  const row = await tx.row<{ id: string }>(sql`
    insert into preferences (merchant_id, staff_id, id, settings, version)
    values (${tx.merchantId}, ${staffId}, ${id}, ${JSON.stringify(settings)}::jsonb, ${version})
    on conflict (merchant_id, staff_id) do update set settings = excluded.settings, version = excluded.version
    where preferences.version = excluded.version - 1
    returning id`)
  return row?.id
}
