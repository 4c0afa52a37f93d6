/*
 * A stock level: how many of one item are at one place, and for what they are kept. It is not how they came there (that
 * is a movement) and not which order they are for (that is an allocation or a reservation). Pure; the web imports it.
 */
import { DomainError } from '../platform/errors.ts'

/** One item at one place. */
export type LevelKey = { itemId: string; locationId: string }

/** The counters of one item at one place, in the item's base unit. */
export type StockLevel = LevelKey & {
  /** What is physically there, the sum of its movements. */
  onHand: number
  /** Kept for order lines, until they ship. */
  allocated: number
  /** Kept softly while a payment is awaited. */
  reserved: number
  /** There, but not to be sold: damaged, under inspection. */
  unavailable: number
  /** On its way here by transfer. */
  incoming: number
  /** Kept back as a buffer: never promised. */
  safetyStock: number
  /** How many may be promised beyond what is there. */
  oversellLimit: number
}

/** The counters that goods move; safety stock and oversell limit are policy. */
export type LevelCounter = (typeof levelCounters)[number]

/** The counters that goods move, in the order in which they are checked. */
export const levelCounters = ['onHand', 'allocated', 'reserved', 'unavailable', 'incoming'] as const

/** Every way in which goods come, go, or are counted otherwise. */
export const movementKinds = ['receive', 'adjust', 'transfer_out', 'transfer_in', 'ship', 'short_pick'] as const

/** What may be asked about levels: those of which it is so are listed. */
export const levelConditions = ['short', 'below_safety', 'oversold', 'empty', 'unavailable', 'incoming'] as const

/** What is so of a level stands in no index, because stock moves all day: so many levels are looked at to count those. */
export const levelsLookedAt = 5000

/** One of them. */
export type LevelCondition = (typeof levelConditions)[number]

/** Whether a condition holds of a level. */
export function isSo(level: StockLevel, condition: LevelCondition): boolean {
  switch (condition) {
    case 'short':
      return toPromise(level) <= 0
    case 'below_safety':
      return level.safetyStock > 0 && toPromise(level) < 0
    case 'oversold':
      return kept(level) > level.onHand
    case 'empty':
      return level.onHand === 0
    case 'unavailable':
      return level.unavailable > 0
    case 'incoming':
      return level.incoming > 0
  }
}

/** Why goods moved. */
export type MovementKind = (typeof movementKinds)[number]

/** By how much counters of one level go up or down. `field` is the input to name when that may not be. */
export type LevelChange = LevelKey & { field?: string | undefined } & { readonly [Counter in LevelCounter]?: number }

/** The largest count that a column holds (PostgreSQL integer). What may be promised of a level is a count too. */
const maxCount = 2_147_483_647

/** A level of which nothing is known yet. */
export function emptyLevel({ itemId, locationId }: LevelKey): StockLevel {
  const counters = { onHand: 0, allocated: 0, reserved: 0, unavailable: 0, incoming: 0 }
  return { itemId, locationId, ...counters, safetyStock: 0, oversellLimit: 0 }
}

/** Where a level is kept in a map. */
export function levelKey({ itemId, locationId }: LevelKey): string {
  return itemId + locationId
}

/** The one order in which levels are locked: by item, then by place. */
export function byLevel(a: LevelKey, b: LevelKey): number {
  if (a.itemId !== b.itemId) return a.itemId < b.itemId ? -1 : 1
  if (a.locationId === b.locationId) return 0
  return a.locationId < b.locationId ? -1 : 1
}

/** How many of what is there can still be promised; below zero where more was promised, or the buffer is eaten into. */
export function toPromise(level: Omit<StockLevel, keyof LevelKey | 'incoming' | 'oversellLimit'>): number {
  return level.onHand - level.allocated - level.reserved - level.unavailable - level.safetyStock
}

/** How many can still be sold: what is to promise, and what may be sold ahead of goods. */
export function sellable(level: Omit<StockLevel, keyof LevelKey | 'incoming'>): number {
  return toPromise(level) + level.oversellLimit
}

/** How many are spoken for: they must stay, or be within the oversell limit. */
export function kept(level: Pick<StockLevel, 'allocated' | 'reserved' | 'unavailable'>): number {
  return level.allocated + level.reserved + level.unavailable
}

/**
 * The level after a change.
 * @throws DomainError refused `stock_would_be_negative` { itemId, locationId, counter, found, change },
 *   `stock_is_allocated` { itemId, locationId, onHand, kept, free } when it takes what is spoken for, `stock_too_large`
 */
export function changeLevel(level: StockLevel, change: LevelChange): StockLevel {
  const { itemId, locationId } = level
  const refuse = (code: string, facts: Record<string, string | number>) =>
    new DomainError('refused', code, { field: change.field, facts: { itemId, locationId, ...facts } })
  const after = { ...level }
  for (const counter of levelCounters) {
    const delta = change[counter] ?? 0
    after[counter] += delta
    const facts = { counter, found: level[counter], change: delta }
    if (after[counter] < 0) throw refuse('stock_would_be_negative', facts)
    const most = counter === 'onHand' ? maxCount - level.oversellLimit : maxCount
    if (after[counter] > most) throw refuse('stock_too_large', { ...facts, max: most })
  }
  if (kept(after) > after.onHand + after.oversellLimit) {
    const free = level.onHand + level.oversellLimit - kept(level)
    throw refuse('stock_is_allocated', { onHand: level.onHand, kept: kept(level), free })
  }
  return after
}

/**
 * The level under another policy.
 * @throws DomainError refused `stock_is_oversold` { itemId, locationId, onHand, kept, least } when more is promised ahead of
 *   goods than the limit would allow; `least` is the lowest limit that may be set now. `stock_too_large` when more may be
 *   promised than can be counted
 */
export function withPolicy(
  level: StockLevel,
  policy: { safetyStock: number; oversellLimit: number; field?: string | undefined },
): StockLevel {
  const { safetyStock, oversellLimit, field } = policy
  const { itemId, locationId, onHand } = level
  const least = kept(level) - onHand
  if (onHand + oversellLimit > maxCount) {
    const facts = { itemId, locationId, onHand, max: maxCount - onHand }
    throw new DomainError('refused', 'stock_too_large', { field, facts })
  }
  if (oversellLimit >= least) return { ...level, safetyStock, oversellLimit }
  const facts = { itemId, locationId, onHand, kept: kept(level), least }
  throw new DomainError('refused', 'stock_is_oversold', { field, facts })
}

/**
 * The levels after changes, which count together: only those that change, by `levelKey`. A level that is not in `levels`
 * is an empty one.
 * @throws DomainError as `changeLevel`
 */
export function changedLevels(
  levels: ReadonlyMap<string, StockLevel>,
  changes: readonly LevelChange[],
): Map<string, StockLevel> {
  return new Map(
    sumChanges(changes).map((change) => {
      const key = levelKey(change)
      return [key, changeLevel(levels.get(key) ?? emptyLevel(change), change)]
    }),
  )
}

/** One change for each level, sorted; it names the first input that takes from the level, else the first. */
export function sumChanges(changes: readonly LevelChange[]): LevelChange[] {
  const sums = new Map<string, LevelChange>()
  for (const change of changes) {
    const key = levelKey(change)
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? change : added(sum, change))
  }
  return [...sums.values()].sort(byLevel)
}

function added(sum: LevelChange, change: LevelChange): LevelChange {
  const takes = (each: LevelChange) => (each.onHand ?? 0) < 0
  return {
    ...sum,
    field: !takes(sum) && takes(change) ? change.field : sum.field,
    ...Object.fromEntries(levelCounters.map((counter) => [counter, (sum[counter] ?? 0) + (change[counter] ?? 0)])),
  }
}
