import { sql } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { type Scoped, withinScope } from '../platform/scope.ts'
import type { MovementKind } from './stock-level.ts'

/** One movement of an item; `balance` is what was on hand after it. */
export type Movement = {
  id: string
  locationId: string
  quantity: number
  kind: MovementKind
  causeId: string
  reason: string
  /** The paper behind its document or transfer; none for a shipment. */
  reference: string | null
  actor: string
  at: Date
  balance: number
}

/** The order that goods left or were missing for. */
export type MovementOrder = {
  orderId: string
  orderNumber: number
  fulfillmentOrderId: string
  /** None where goods were missing. */
  shipmentId: string | null
}

/** Finds the orders behind the causes of movements, by the ids of the causes; who works above stock knows them. */
export type FindMovementOrders = (
  asking: Scoped,
  causeIds: readonly string[],
) => Promise<ReadonlyMap<string, MovementOrder>>

/** A place in the list of movements, and what was on hand there before the movements shown so far. */
export type MovementPlace = { id: string; balance: number }

/**
 * Movements of an item, newest first, at one place or at all that the caller may see: each place gives its newest from its own index. Balances
 * are counted back from what is on hand, or go on from the page before.
 */
export async function findMovements(
  { tx, scope }: Scoped,
  { itemId, locationId }: { itemId: string; locationId?: string | undefined },
  page: { limit: number; after?: MovementPlace | undefined },
): Promise<{ movements: Movement[]; closingBalance: number }> {
  const { limit, after } = page
  const ofPlace = sql`
    ${locationId === undefined ? sql`` : sql`and l.location_id = ${locationId}`}
    ${withinScope(scope, { kind: locationScope, column: sql`l.location_id`, type: 'uuid' })}`
  const before = after === undefined ? sql`` : sql`and m.id < ${after.id}`
  const [onHand, rows] = await Promise.all([
    tx.row<{ total: number }>(sql`
      select coalesce(sum(l.on_hand), 0) as total from inventory_levels l
      where l.merchant_id = ${tx.merchantId} and l.item_id = ${itemId} ${ofPlace}`),
    tx.rows<Omit<Movement, 'balance'>>(sql`
      select m.*, coalesce(
        (select d.reference from stock_documents d where d.merchant_id = ${tx.merchantId} and d.id = m.cause_id),
        (select t.reference from stock_transfers t where t.merchant_id = ${tx.merchantId} and t.id = m.cause_id)
      ) as reference
      from (
        select n.* from inventory_levels l
        cross join lateral (
          select m.id, m.location_id, m.quantity, m.kind, m.cause_id, m.reason, m.actor, m.at from stock_movements m
          where m.merchant_id = ${tx.merchantId} and m.item_id = ${itemId} and m.location_id = l.location_id ${before}
          order by m.id desc limit ${limit}
        ) n
        where l.merchant_id = ${tx.merchantId} and l.item_id = ${itemId} ${ofPlace}
        order by n.id desc limit ${limit}
      ) m
      order by m.id desc`),
  ])
  const closingBalance = after?.balance ?? onHand?.total ?? 0
  let balance = closingBalance
  const movements = rows.map((row) => {
    const movement = { ...row, balance }
    balance -= row.quantity
    return movement
  })
  return { movements, closingBalance }
}
