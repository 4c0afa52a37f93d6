import { sql } from 'kysely'
import type { Command } from '../platform/command.ts'
import { expireUnpaid } from './cancel-order.ts'
import { lockOrders } from './order-store.ts'

const portion = 200

/**
 * Cancels orders whose payment did not come before its expiry, which gives their stock back. Answers how many; called
 * again until it answers none.
 */
export async function expireOrders(command: Command): Promise<number> {
  const { tx, now } = command
  const due = await tx.rows<{ id: string }>(sql`
    select id from orders
    where merchant_id = ${tx.merchantId} and expires_at is not null and expires_at <= ${now} and status = 'submitted'
    order by expires_at limit ${portion}`)
  const locked = await lockOrders(tx, due.map(({ id }) => id))
  const unpaid = [...locked.values()].filter(
    ({ status, expiresAt }) => status === 'submitted' && expiresAt !== null && expiresAt <= now,
  )
  await expireUnpaid(command, unpaid)
  return unpaid.length
}
