import { sql } from 'kysely'
import { insertRows, rowSource, uuidList } from '../platform/db/bulk.ts'
import type { Query } from '../platform/db/database.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { newId } from '../platform/ids.ts'
import type { StockContext } from './allocation-store.ts'
import {
  changedLevels,
  type LevelChange,
  type LevelKey,
  levelCounters,
  levelKey,
  type MovementKind,
  type StockLevel,
  sumChanges,
} from './stock-level.ts'

/** Goods that came, went, or were counted otherwise: signed, with the document, transfer or shipment that caused it. */
export type NewMovement = LevelKey & {
  quantity: number
  kind: MovementKind
  causeId: string
  reason: string
  /** Who did it, if not the command's actor. */
  actor?: string
}

/**
 * Locks levels, decides the changes of each, and writes them; answers the changed levels by `levelKey`. Changes of one
 * level count together. Goods that come, or are expected, make the level they need.
 * @throws DomainError refused `stock_would_be_negative`, `stock_is_allocated`, `stock_too_large`: see `changeLevel`
 */
export async function changeLevels(tx: Transaction, changes: readonly LevelChange[]): Promise<Map<string, StockLevel>> {
  const changed = changedLevels(await lockLevelsFor(tx, changes), changes)
  await Promise.all(levelUpdates(tx, changes).map((query) => tx.run(query)))
  return changed
}

/** Makes the levels that changes need, and locks all that they touch in sorted order; answers them by `levelKey`. */
export async function lockLevelsFor(
  tx: Transaction,
  changes: readonly LevelChange[],
): Promise<Map<string, StockLevel>> {
  // Each change counts for itself here: of several documents one may be refused, and the others still need their levels.
  const filling = changes.filter((change) => (change.onHand ?? 0) > 0 || (change.incoming ?? 0) > 0)
  return lockLevels(tx, sumChanges(changes), sumChanges(filling))
}

/** Locks levels in sorted order, after making those of `made` that do not exist; answers them by `levelKey`. */
export async function lockLevels(
  tx: Transaction,
  keys: readonly LevelKey[],
  made: readonly LevelKey[] = [],
): Promise<Map<string, StockLevel>> {
  if (keys.length === 0) return new Map()
  const making = missingLevels(tx, made).map((query) => tx.run(query))
  const locking = tx.rows<StockLevel>(sql`
    select ${levelColumns} from ${rowSource('k', { itemId: 'uuid', locationId: 'uuid' }, keys)}
    join inventory_levels l
      on l.merchant_id = ${tx.merchantId} and l.item_id = k.item_id and l.location_id = k.location_id
    order by l.item_id, l.location_id for no key update of l`)
  await Promise.all<unknown>([...making, locking])
  return new Map((await locking).map((level) => [levelKey(level), level]))
}

/** Locks all levels of items in sorted order, after making those of `made` that do not exist; answers them by `levelKey`. */
export async function lockItemLevels(
  tx: Transaction,
  itemIds: readonly string[],
  made: readonly LevelKey[],
): Promise<Map<string, StockLevel>> {
  const making = missingLevels(tx, made).map((query) => tx.run(query))
  const locking = tx.rows<StockLevel>(sql`
    select ${levelColumns} from inventory_levels l
    where l.merchant_id = ${tx.merchantId} and l.item_id = any(${uuidList(itemIds)})
    order by l.item_id, l.location_id for no key update`)
  await Promise.all<unknown>([...making, locking])
  return new Map((await locking).map((level) => [levelKey(level), level]))
}

/** Writes safety stock and oversell limit of locked levels. */
export async function saveLevelPolicies(tx: Transaction, levels: readonly StockLevel[]): Promise<void> {
  const columns = { itemId: 'uuid', locationId: 'uuid', safetyStock: 'int4', oversellLimit: 'int4' } as const
  await tx.run(sql`
    update inventory_levels l set safety_stock = p.safety_stock, oversell_limit = p.oversell_limit
    from ${rowSource('p', columns, levels)}
    where l.merchant_id = ${tx.merchantId} and l.item_id = p.item_id and l.location_id = p.location_id
      and (l.safety_stock <> p.safety_stock or l.oversell_limit <> p.oversell_limit)`)
}

/** The statements that write changes which were decided on locked levels. */
export function levelUpdates(tx: Transaction, changes: readonly LevelChange[]): Query<unknown>[] {
  const rows = sumChanges(changes)
    .filter((change) => levelCounters.some((counter) => (change[counter] ?? 0) !== 0))
    .map(({ itemId, locationId, onHand = 0, allocated = 0, reserved = 0, unavailable = 0, incoming = 0 }) => {
      return { itemId, locationId, onHand, allocated, reserved, unavailable, incoming }
    })
  if (rows.length === 0) return []
  const counters = {
    onHand: 'int4',
    allocated: 'int4',
    reserved: 'int4',
    unavailable: 'int4',
    incoming: 'int4',
  } as const
  const update = sql`
    with changed as (
      update inventory_levels l set on_hand = l.on_hand + c.on_hand, allocated = l.allocated + c.allocated,
        reserved = l.reserved + c.reserved, unavailable = l.unavailable + c.unavailable, incoming = l.incoming + c.incoming
      from ${rowSource('c', { itemId: 'uuid', locationId: 'uuid', ...counters }, rows)}
      where l.merchant_id = ${tx.merchantId} and l.item_id = c.item_id and l.location_id = c.location_id
      returning 1
    )
    select expect_rows((select count(*) from changed), ${rows.length}::bigint)`
  return [update]
}

/** Appends movements. The levels they are of must have been changed by as much in the same transaction. */
export async function recordMovements(context: StockContext, movements: readonly NewMovement[]): Promise<void> {
  await Promise.all(movementInserts(context, movements).map((query) => context.tx.run(query)))
}

/** The statements of `recordMovements`, for those who send their writes together. */
export function movementInserts({ tx, now, actor }: StockContext, movements: readonly NewMovement[]): Query<unknown>[] {
  if (movements.length === 0) return []
  const rows = movements.map((movement) => ({ actor, ...movement, id: newId(now), at: now }))
  const columns = ['itemId', 'locationId', 'id', 'quantity', 'kind', 'causeId', 'reason', 'actor', 'at'] as const
  return [insertRows(tx.merchantId, 'stock_movements', columns, rows)]
}

const levelColumns = sql`l.item_id, l.location_id, l.on_hand, l.allocated, l.reserved, l.unavailable, l.incoming,
  l.safety_stock, l.oversell_limit`

/**
 * Makes levels that do not exist, with the oversell limit of their item. While some are made, the merchant's reference
 * revision stays locked, so that no policy changes beside them unseen.
 */
function missingLevels(tx: Transaction, keys: readonly LevelKey[]): Query<unknown>[] {
  if (keys.length === 0) return []
  const source = rowSource('k', { itemId: 'uuid', locationId: 'uuid' }, keys)
  const missing = sql`not exists (
    select from inventory_levels l
    where l.merchant_id = ${tx.merchantId} and l.item_id = k.item_id and l.location_id = k.location_id)`
  const lockRevision = sql`
    select 1 from reference_revisions
    where merchant_id = ${tx.merchantId} and exists (select from ${source} where ${missing}) for share`
  const insert = sql`
    insert into inventory_levels (merchant_id, item_id, location_id, oversell_limit)
    select ${tx.merchantId}::uuid, k.item_id, k.location_id, coalesce(i.oversell_limit, 0) from ${source}
    left join inventory_items i on i.merchant_id = ${tx.merchantId} and i.id = k.item_id
    where ${missing} order by k.item_id, k.location_id
    on conflict do nothing`
  return [lockRevision, insert]
}
