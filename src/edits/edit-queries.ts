import { sql } from 'kysely'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Edit, EditKind } from './edit.ts'
import { editColumns } from './edit-store.ts'

/** Edits of a kind, newest first, before the id `after`. */
export function findEdits(
  tx: Transaction,
  kinds: readonly EditKind[],
  page: { limit: number; after?: string | undefined },
): Promise<Edit[]> {
  const before = page.after === undefined ? sql`` : sql`and id < ${page.after}`
  return tx.rows<Edit>(sql`
    select ${editColumns} from edits
    where merchant_id = ${tx.merchantId} and kind in (${sql.join(kinds)}) ${before}
    order by id desc limit ${page.limit}`)
}
