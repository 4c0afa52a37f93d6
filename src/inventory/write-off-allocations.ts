import { type Allocation, endAllocations, type StockContext } from './allocation-store.ts'
import { levelUpdates, lockItemLevels, recordMovements } from './level-store.ts'
import { kept, type LevelChange, levelKey, type StockLevel } from './stock-level.ts'

/** Allocated goods that were not there to be picked, the fulfillment order whose pick missed them, why, and who told so. */
export type MissingGoods = Allocation & { missingQuantity: number; causeId: string; reason: string; actor: string }

type WriteOff = LevelChange & { lost: number; causeId: string; reason: string; actor: string }

/**
 * Gives up the allocations of goods that were not found, in whole or in part; their orders must be locked. What the books
 * had of them leaves stock with a movement caused by the pick; what was sold ahead of goods was never there. All levels
 * of the items are locked, sorted: other places are asked for the goods next.
 */
export async function writeOffAllocations(context: StockContext, missing: readonly MissingGoods[]): Promise<void> {
  if (missing.length === 0) return
  const { tx } = context
  const levels = await lockItemLevels(tx, [...new Set(missing.map(({ itemId }) => itemId))], [])
  await endAllocations(
    tx,
    missing.map((goods) => ({ ...goods, moved: goods.missingQuantity })),
    'released',
  )
  const writeOffs = decideWriteOffs(levels, missing)
  await Promise.all(levelUpdates(tx, writeOffs).map((query) => tx.run(query)))
  await recordMovements(
    context,
    writeOffs
      .filter(({ lost }) => lost > 0)
      .map(({ itemId, locationId, lost, causeId, reason, actor }) => {
        return { itemId, locationId, quantity: -lost, kind: 'short_pick', causeId, reason, actor }
      }),
  )
}

function decideWriteOffs(locked: ReadonlyMap<string, StockLevel>, missing: readonly MissingGoods[]): WriteOff[] {
  const levels = new Map(locked)
  return missing.map(({ itemId, locationId, missingQuantity, causeId, reason, actor }) => {
    const key = levelKey({ itemId, locationId })
    const level = levels.get(key) as StockLevel
    const ahead = Math.max(0, kept(level) - level.onHand)
    const lost = Math.max(0, missingQuantity - ahead)
    levels.set(key, { ...level, allocated: level.allocated - missingQuantity, onHand: level.onHand - lost })
    return { itemId, locationId, allocated: -missingQuantity, onHand: -lost, lost, causeId, reason, actor }
  })
}
