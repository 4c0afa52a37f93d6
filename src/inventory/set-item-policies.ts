import { findSellableVariants } from '../catalog/catalog-queries.ts'
import { locationScope } from '../locations/location.ts'
import { DomainError } from '../platform/errors.ts'
import { publish, publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { isWithin, outOfScope } from '../platform/scope.ts'
import type { ScopedStockContext } from './allocation-store.ts'
import { itemPolicySet, stockNotice, type ToldPolicy } from './events.ts'
import { saveItemPolicies } from './item-policy-store.ts'
import { findItemPolicies, type ShortagePolicy } from './level-queries.ts'
import { lockItemLevels, saveLevelPolicies } from './level-store.ts'
import { findPlaces } from './place-queries.ts'
import { type StockLevel, withPolicy } from './stock-level.ts'

/** How one item is promised. */
export type NewItemPolicy = {
  itemId: string
  /** None: the merchant's settings say, and nothing is sold ahead. */
  shortagePolicy: ShortagePolicy | null
  /** How many each place may promise beyond what it has. A place takes part once it had, expects or is named for stock. */
  oversellLimit: number
  /** The buffer of each place; one that is not named has none. Left out: all stay as they are. */
  safetyStock?: readonly { locationId: string; quantity: number }[] | undefined
}

/**
 * Sets the policies of items, many at a time, all or none, and tells it: more of them may be promised than before. Who is
 * narrowed to places sets the buffers of those, and leaves what holds for all places as it is.
 * @throws DomainError not_found `item_not_found`; forbidden `out_of_scope`; refused `item_not_stocked`, `unknown_location`, `location_named_twice`,
 *   `stock_is_oversold`, `stock_too_large`, `oversell_needs_policy`
 */
export async function setItemPolicies(context: ScopedStockContext, policies: readonly NewItemPolicy[]): Promise<void> {
  const { tx, now, actor, scope } = context
  await checkPolicies(context, policies)
  // First, not last: levels that are made beside this wait, and then take the new limit (see missingLevels).
  await touchReference(tx)
  await requireSamePolicies(context, policies)
  const itemIds = [...new Set(policies.map(({ itemId }) => itemId))]
  const earlier = new Map((await findItemPolicies(tx, itemIds)).map((policy) => [policy.id, policy]))
  await saveItemPolicies(
    tx,
    policies.map(({ itemId: id, shortagePolicy, oversellLimit }) => ({ id, shortagePolicy, oversellLimit })),
  )
  const named = policies.flatMap(({ itemId, safetyStock = [] }) =>
    safetyStock.map(({ locationId }) => ({ itemId, locationId })),
  )
  const byItem = new Map(policies.map((policy) => [policy.itemId, policy]))
  const levels = await lockItemLevels(tx, [...byItem.keys()], named)
  const changed = [...levels.values()].map((level) => {
    const { oversellLimit = 0, safetyStock } = byItem.get(level.itemId) ?? {}
    const isNamed = safetyStock !== undefined && isWithin(scope, locationScope, level.locationId)
    const buffer = safetyStock?.find(({ locationId }) => locationId === level.locationId)?.quantity ?? 0
    return withPolicy(level, {
      oversellLimit,
      safetyStock: isNamed ? buffer : level.safetyStock,
      field: 'oversellLimit',
    })
  })
  await saveLevelPolicies(tx, changed)
  const [levelsBefore, levelsAfter] = [levelsByItem([...levels.values()]), levelsByItem(changed)]
  const told = [...byItem].map(([itemId, { shortagePolicy, oversellLimit }]) => {
    const { shortagePolicy: policyBefore = null, oversellLimit: limitBefore = 0 } = earlier.get(itemId) ?? {}
    const before = toldPolicy(policyBefore, limitBefore, levelsBefore.get(itemId))
    const after = toldPolicy(shortagePolicy, oversellLimit, levelsAfter.get(itemId))
    return itemPolicySet(itemId, { before, after }, { at: now, actor })
  })
  await publishNext(tx, told)
  await publish(tx, [stockNotice('stock.policy_changed', [...byItem.keys()], { at: now, actor })])
}

function levelsByItem(levels: readonly StockLevel[]): Map<string, StockLevel[]> {
  return Map.groupBy(levels, ({ itemId }) => itemId)
}

function toldPolicy(
  shortagePolicy: ShortagePolicy | null,
  oversellLimit: number,
  levels: readonly StockLevel[] = [],
): ToldPolicy {
  return {
    shortagePolicy,
    oversellLimit,
    safetyStock: new Map(levels.map(({ locationId, safetyStock }) => [locationId, safetyStock])),
  }
}

/** What holds at all places is for who may act at all of them. @throws DomainError forbidden `out_of_scope` */
async function requireSamePolicies(
  { tx, scope }: ScopedStockContext,
  policies: readonly NewItemPolicy[],
): Promise<void> {
  if (scope?.[locationScope] === undefined) return
  const present = await findItemPolicies(
    tx,
    policies.map(({ itemId }) => itemId),
  )
  const presentOf = new Map(present.map((policy) => [policy.id, policy]))
  for (const { itemId, shortagePolicy, oversellLimit } of policies) {
    const known = presentOf.get(itemId)
    if (shortagePolicy !== (known?.shortagePolicy ?? null)) throw outOfScope('shortagePolicy')
    if (oversellLimit !== (known?.oversellLimit ?? 0)) throw outOfScope('oversellLimit')
  }
}

async function checkPolicies({ tx, scope }: ScopedStockContext, policies: readonly NewItemPolicy[]): Promise<void> {
  const ids = policies.map(({ itemId }) => itemId)
  const places = policies.flatMap(({ safetyStock = [] }) => safetyStock.map(({ locationId }) => locationId))
  const [variants, placeOf] = await Promise.all([
    findSellableVariants(tx, { skus: [], barcodes: [], ids }),
    findPlaces({ tx, scope }, places),
  ])
  const kinds = new Map(variants.map(({ id, kind }) => [id, kind]))
  for (const { itemId, shortagePolicy, oversellLimit, safetyStock = [] } of policies) {
    const kind = kinds.get(itemId)
    if (kind === undefined) throw new DomainError('not_found', 'item_not_found', { facts: { itemId } })
    if (kind !== 'stocked') throw new DomainError('refused', 'item_not_stocked', { facts: { itemId, kind } })
    if (shortagePolicy === null && oversellLimit > 0) {
      throw new DomainError('refused', 'oversell_needs_policy', { field: 'oversellLimit', facts: { itemId } })
    }
    const named = new Set<string>()
    for (const [index, { locationId }] of safetyStock.entries()) {
      const field = `safetyStock[${index}].locationId`
      placeOf(locationId, { field, open: false })
      if (named.has(locationId)) throw new DomainError('refused', 'location_named_twice', { field })
      named.add(locationId)
    }
  }
}
