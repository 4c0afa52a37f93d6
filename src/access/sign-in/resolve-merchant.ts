import { readControl } from '../../platform/db/control.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { Merchant } from '../merchant.ts'
import { findMerchants } from '../merchant-queries.ts'

/** The merchant of a short name; without one the only merchant there is. */
export async function resolveMerchant(
  { database }: Pick<Runtime, 'database'>,
  code: string | undefined,
): Promise<Merchant | undefined> {
  const merchants = await readControl(database, findMerchants)
  if (code !== undefined) return merchants.find((merchant) => merchant.code === code)
  return merchants.length === 1 ? merchants[0] : undefined
}

/** Whether who signs in has to name their merchant. Which ones there are is told to nobody. */
export async function needsMerchant({ database }: Pick<Runtime, 'database'>): Promise<boolean> {
  return (await readControl(database, findMerchants)).length > 1
}
