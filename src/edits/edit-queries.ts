import { sql } from 'kysely'
import { textList } from '../platform/db/bulk.ts'
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
  // Each kind is read from its own end of the index; one that is rare is not looked for among the others.
  return tx.rows<Edit>(sql`
    select ${editColumns} from unnest(${textList(kinds)}) as wanted (kind_wanted)
    cross join lateral (
      select ${editColumns} from edits
      where merchant_id = ${tx.merchantId} and kind = wanted.kind_wanted ${before}
      order by id desc limit ${page.limit}) as newest
    order by id desc limit ${page.limit}`)
}
