import { setTimeout as pause } from 'node:timers/promises'
import type { TestMerchant } from './merchant.ts'

/** Resolves once a statement in the merchant's database waits for a lock that another holds. */
export async function untilSomeoneWaits({ owner }: Pick<TestMerchant, 'owner'>): Promise<void> {
  for (;;) {
    // Within a transaction of its own it would see what it saw first, for ever.
    await owner.query('select pg_stat_clear_snapshot()')
    const { rows } = await owner.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows.length > 0) return
    await pause(10)
  }
}
