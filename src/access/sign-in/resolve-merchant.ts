import { readControl } from '../../platform/db/control.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { Merchant } from '../merchant.ts'
import { findMerchants } from '../merchant-queries.ts'

/** The merchant of a short name; without one the only merchant there is. */
export async function resolveMerchant(
  runtime: Pick<Runtime, 'database'>,
  code: string | undefined,
): Promise<Merchant | undefined> {
  const { merchant, isNamed } = await resolveOrStandIn(runtime, code)
  return isNamed ? merchant : undefined
}

/**
 * The same; for a name that no merchant has, the first merchant stands in, so that attempts at it take the same steps and are
 * counted as well. None only where there is no merchant at all.
 */
export async function resolveOrStandIn(
  { database }: Pick<Runtime, 'database'>,
  code: string | undefined,
): Promise<{ merchant: Merchant | undefined; isNamed: boolean }> {
  const merchants = await readControl(database, findMerchants)
  const alone = merchants.length === 1 ? merchants[0] : undefined
  const named = code === undefined ? alone : merchants.find((merchant) => merchant.code === code)
  return { merchant: named ?? merchants[0], isNamed: named !== undefined }
}

/** Whether who signs in has to name their merchant. Which ones there are is told to nobody. */
export async function needsMerchant({ database }: Pick<Runtime, 'database'>): Promise<boolean> {
  return (await readControl(database, findMerchants)).length > 1
}
