import type { Command } from '../platform/command.ts'
import { expireUnpaid } from './cancel-order.ts'
import { findDueOrders } from './order-queries.ts'
import { lockOrders } from './order-store.ts'

const portion = 200

/**
 * Cancels orders whose payment did not come before its expiry, which gives their stock back. Answers how many; called
 * again until it answers none.
 */
export async function expireOrders(command: Command): Promise<number> {
  const { tx, now } = command
  const due = await findDueOrders(tx, now, portion)
  const locked = await lockOrders(tx, due)
  const unpaid = [...locked.values()].filter(
    ({ status, expiresAt }) => status === 'submitted' && expiresAt !== null && expiresAt <= now,
  )
  await expireUnpaid(command, unpaid)
  return unpaid.length
}
