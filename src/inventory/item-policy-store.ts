import { sql } from 'kysely'
import { insertRows, onConflict, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ItemPolicy } from './level-queries.ts'

/** Writes the policies of items that have one of their own; the others follow the merchant's settings. */
export async function saveItemPolicies(
  tx: Transaction,
  policies: readonly (Omit<ItemPolicy, 'shortagePolicy'> & { shortagePolicy: ItemPolicy['shortagePolicy'] | null })[],
): Promise<void> {
  const own = policies.flatMap((policy) =>
    policy.shortagePolicy === null ? [] : [{ ...policy, shortagePolicy: policy.shortagePolicy }],
  )
  const without = policies.filter(({ shortagePolicy }) => shortagePolicy === null).map(({ id }) => id)
  const conflict = `on conflict (merchant_id, id)
    do update set shortage_policy = excluded.shortage_policy, oversell_limit = excluded.oversell_limit`
  await tx.run(
    onConflict(insertRows(tx.merchantId, 'inventory_items', ['id', 'shortagePolicy', 'oversellLimit'], own), conflict),
  )
  await tx.run(sql`
    delete from inventory_items where merchant_id = ${tx.merchantId} and id = any(${uuidList(without)})`)
}
