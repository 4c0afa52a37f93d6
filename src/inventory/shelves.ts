import { DomainError } from '../platform/errors.ts'
import { type LevelKey, levelKey } from './stock-level.ts'

/**
 * How many are left on each shelf, by `levelKey`, of those that may have promised more than they have. Of any other all that
 * is allocated is there, so it need not be known.
 */
export type Shelves = Map<string, number>

/** Goods to be taken off a shelf; `field` is the input to name when they are not there. */
export type GoodsToTake = LevelKey & { quantity: number; field: string }

/**
 * Takes goods off shelves in memory, all of them or none.
 * @throws DomainError refused `not_on_hand` { itemId, locationId, onHand, quantity }
 */
export function takeOffShelves(shelves: Shelves, goods: readonly GoodsToTake[]): void {
  const left: Shelves = new Map()
  for (const { itemId, locationId, quantity, field } of goods) {
    const key = levelKey({ itemId, locationId })
    const onHand = left.get(key) ?? shelves.get(key)
    if (onHand === undefined) continue
    if (onHand < quantity) {
      throw new DomainError('refused', 'not_on_hand', { field, facts: { itemId, locationId, onHand, quantity } })
    }
    left.set(key, onHand - quantity)
  }
  for (const [key, onHand] of left) shelves.set(key, onHand)
}
