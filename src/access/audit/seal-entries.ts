import { brokenUniqueConstraint } from '../../platform/db/failures.ts'
import { read, type Transaction, transact } from '../../platform/db/transaction.ts'
import { firstIdAt, idTime } from '../../platform/ids.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { hourMs } from '../../platform/time.ts'
import { chainKey, sealOf } from './chain.ts'
import { findIdAfter, findLastBlock, findUnsealed, type IdRange, insertBlock } from './seal-store.ts'

/** An entry of longer ago is in a block, or something is wrong: it was deleted from one, or written behind the application. */
export const sealedWithinMs = 2 * hourMs

/** So many entries one block has at the most: what is hashed and looked for at once. */
const blockEntries = 20_000

type Seal = Pick<Runtime, 'database' | 'keysOf'>

/**
 * Seals what no block has of a merchant's entries, up to `now`, in the order in which they were written; answers how many
 * entries it sealed. A transaction may show its entries late, with ids before those that are sealed already: `lookBackMs`
 * says how far back to look for them; what was written since the last block is always looked at. Of two at once one leaves it to
 * the other.
 */
export async function sealEntries(
  { database, keysOf }: Seal,
  merchantId: string,
  { now, lookBackMs }: { now: Date; lookBackMs: number },
): Promise<number> {
  const key = chainKey(await keysOf(merchantId))
  const until = firstIdAt(now)
  let from: string | undefined = await read(database, merchantId, (tx) => startOf(tx, { now, lookBackMs }))
  let sealed = 0
  while (from !== undefined) {
    const range: IdRange = { from, until }
    const portion: Portion | undefined = await unlessTaken(
      transact(database, merchantId, (tx) => sealPortion(tx, { range, now, key })),
    )
    if (portion === undefined) return sealed
    sealed += portion.entries
    from = portion.next
  }
  return sealed
}

type Portion = { entries: number; next: string | undefined }

/** From the last block's last entry, or from as far back as is asked: of when it was sealed too, since nobody looked from then on. */
async function startOf(tx: Transaction, { now, lookBackMs }: { now: Date; lookBackMs: number }): Promise<string> {
  const last = await findLastBlock(tx)
  if (last === undefined) return firstIdAt(new Date(0))
  const looked = Math.min(last.sealedAt.getTime(), now.getTime())
  return [last.lastId, firstIdAt(new Date(looked - lookBackMs))].sort()[0] as string
}

async function sealPortion(
  tx: Transaction,
  { range, now, key }: { range: IdRange; now: Date; key: Buffer },
): Promise<Portion> {
  const { merchantId } = tx
  // Its number is what makes one sealer at a time: read before what is sealed, taken by its key.
  const [last, next] = await Promise.all([findLastBlock(tx), findIdAfter(tx, range, blockEntries)])
  const portion = { from: range.from, until: next ?? range.until }
  const unsealed = await findUnsealed(tx, portion, idTime(portion.from))
  if (unsealed === undefined) return { entries: 0, next }
  const number = (last?.number ?? 0) + 1
  const { digest, entries } = unsealed
  const mac = sealOf(key, { merchantId, number, sealedAt: now, digest, previous: last?.mac ?? null })
  await insertBlock(tx, unsealed, { number, mac, sealedAt: now })
  return { entries, next }
}

async function unlessTaken(sealing: Promise<Portion>): Promise<Portion | undefined> {
  try {
    return await sealing
  } catch (error) {
    if (brokenUniqueConstraint(error) === 'audit_blocks_pkey') return undefined
    throw error
  }
}
