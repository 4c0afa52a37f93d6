import { sql } from 'kysely'
import { textList, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'

/**
 * Asks whether places and channels are there: who is narrowed to one that is not would see nothing, and nobody would know why.
 * @throws DomainError refused `unknown_location`, `unknown_channel`
 */
export async function requireKnownScope(
  tx: Transaction,
  { locationIds, channels }: { locationIds: readonly string[] | null; channels: readonly string[] | null },
): Promise<void> {
  const [place, channel] = await Promise.all([
    tx.row<{ index: number }>(sql`
      select n.index::int from unnest(${uuidList(locationIds ?? [])}) with ordinality as n(id, index)
      where not exists (select from locations l where l.merchant_id = ${tx.merchantId} and l.id = n.id)
      order by n.index limit 1`),
    tx.row<{ index: number }>(sql`
      select n.index::int from unnest(${textList(channels ?? [])}) with ordinality as n(code, index)
      where not exists (select from channels c where c.merchant_id = ${tx.merchantId} and c.code = n.code)
      order by n.index limit 1`),
  ])
  if (place !== undefined)
    throw new DomainError('refused', 'unknown_location', { field: `locationIds[${place.index - 1}]` })
  if (channel !== undefined)
    throw new DomainError('refused', 'unknown_channel', { field: `channels[${channel.index - 1}]` })
}
