import { hasApiKeys } from '../access/keys/api-key-queries.ts'
import { findMerchants } from '../access/merchant-queries.ts'
import { hasWayIn } from '../access/staff/staff-queries.ts'
import type { Config } from '../config.ts'
import { alone } from '../platform/db/alone.ts'
import { readControl } from '../platform/db/control.ts'
import { openDatabase } from '../platform/db/database.ts'
import { read } from '../platform/db/transaction.ts'
import type { FirstDoors, FirstStartOptions } from './first-merchant.ts'

/** Two installations on one database must not both make its first merchant. */
const lockNumber = 7_310_003

/**
 * Makes the first merchant and a key that opens everything, when the installation has no merchant. With `samples` the merchant
 * is a shop that has traded for weeks. Until the key is there nobody can have used the merchant: a start that was cut off before
 * is completed. A merchant alone, in which nobody has a way in yet, is given a link for its owner at every start.
 */
export async function prepareFirstStart(
  config: Config,
  appUrl: string,
  options: FirstStartOptions,
): Promise<FirstDoors> {
  const database = openDatabase({ url: appUrl, connections: 2 })
  try {
    return await alone(database.pool, lockNumber, async () => {
      const [first, second] = await readControl(database, findMerchants)
      if (second !== undefined) return {}
      const isComplete = first !== undefined && (await read(database, first.id, hasApiKeys))
      if (isComplete && (await read(database, first.id, hasWayIn))) return {}
      // Loaded only now: every later start does without it.
      const { openFirstMerchant, renewOwnerLink } = await import('./first-merchant.ts')
      if (isComplete) return renewOwnerLink(config, appUrl, first.id)
      return openFirstMerchant(config, appUrl, { ...options, begun: first })
    })
  } finally {
    await database.close()
  }
}
