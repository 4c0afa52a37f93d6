import { findPictureFiles } from '../catalog/pictures/picture-store.ts'
import { runQuery } from '../platform/command.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { Runtime } from '../platform/runtime.ts'
import { dayMs } from '../platform/time.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'

/** Who names files, each asked which of some are still wanted. Who begins to keep files adds themselves here. */
const holders: readonly ((tx: Transaction, hashes: readonly string[]) => Promise<string[]>)[] = [findPictureFiles]

/** A file stays so long although nothing names it: what is under way may yet come to. */
const graceMs = dayMs

/** Removes files that nothing names any more, merchant by merchant; answers how many. */
export async function sweepAllFiles(runtime: Runtime): Promise<number> {
  const work = (merchantId: string) => sweepFiles(runtime, merchantId)
  const about = (merchantId: string) => ({ merchantId, job: 'sweep_files' })
  return sumOfEach(runtime, await findMerchantIds(runtime), { work, about })
}

async function sweepFiles({ files, ...runtime }: Runtime, merchantId: string): Promise<number> {
  const before = new Date(runtime.clock().getTime() - graceMs)
  const old = await files.listBefore(merchantId, before)
  if (old.length === 0) return 0
  const kept = await runQuery({ files, ...runtime }, { merchantId }, ({ tx }) =>
    Promise.all(holders.map((findWanted) => findWanted(tx, old))),
  )
  const wanted = new Set(kept.flat())
  const gone = old.filter((hash) => !wanted.has(hash))
  let removed = 0
  // One that came again since it was listed is wanted by a row that was not there yet.
  for (const hash of gone) if (await files.removeBefore(merchantId, hash, before)) removed += 1
  return removed
}
