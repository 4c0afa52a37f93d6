import { isDeepStrictEqual } from 'node:util'
import { lockVariants, savePriced } from '../catalog/catalog-store.ts'
import type { Edit, EditRow, RevertedRow } from '../edits/edit.ts'
import { keepEdit } from '../edits/keep-edit.ts'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { variantPriced } from './events.ts'
import { findPricesOfVariants, type ListPrice } from './pricing-queries.ts'
import { deletePrices, upsertListPrices } from './pricing-store.ts'

/** All the list prices that a variant is to have. */
export type PricesOfVariant = { variantId: string; prices: readonly ListPrice[] }

type PriceRow = EditRow<ListPrice[], ListPrice[]>

/**
 * Sets all list prices of variants: a currency that is not named has none afterwards, unless the others are to be kept. What changed
 * is kept as one edit that can be taken back.
 * @throws DomainError `variant_not_found`, `variant_repeated`, `currency_repeated`
 */
export async function replacePrices(
  command: Pick<Command, 'tx' | 'now' | 'actor'>,
  wanted: readonly PricesOfVariant[],
  others: 'remove' | 'keep' = 'remove',
): Promise<{ editId: string | null; prices: Map<string, ListPrice[]>; changed: ReadonlySet<string> }> {
  const { tx } = command
  for (const { prices } of wanted)
    requireOnce(
      prices.map(({ currency }) => currency),
      'currency_repeated',
      'prices',
    )
  const ids = wanted.map(({ variantId }) => variantId)
  requireOnce(ids, 'variant_repeated', 'variants')
  const known = await lockVariants(tx, ids)
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) throw new DomainError('not_found', 'variant_not_found', { facts: { variantId: unknown } })
  // First, not last: nobody else sets prices between what is read here and what is told.
  await touchReference(tx)
  const before = await findPricesOfVariants(tx, ids)
  await write(command, before, others === 'keep' ? wanted.map((each) => withOthers(each, before)) : wanted)
  const after = await findPricesOfVariants(tx, ids)
  const rows = ids.flatMap((objectId): PriceRow[] => {
    const row = { objectId, before: before.get(objectId) ?? [], after: after.get(objectId) ?? [] }
    return isDeepStrictEqual(row.before, row.after) ? [] : [row]
  })
  const changed = new Set(rows.map(({ objectId }) => objectId))
  return { editId: await keepEdit(command, 'prices_set', rows), prices: after, changed }
}

function withOthers({ variantId, prices }: PricesOfVariant, before: ReadonlyMap<string, ListPrice[]>): PricesOfVariant {
  const named = new Set(prices.map(({ currency }) => currency))
  const kept = (before.get(variantId) ?? []).filter(({ currency }) => !named.has(currency))
  return { variantId, prices: [...kept, ...prices] }
}

/** Takes back what an edit did to the prices of variants that nobody has set since. */
export async function revertPriceRows(command: Command, _: Edit, rows: readonly EditRow[]): Promise<RevertedRow[]> {
  const { tx } = command
  const ids = rows.map(({ objectId }) => objectId)
  await lockVariants(tx, ids)
  await touchReference(tx)
  const now = await findPricesOfVariants(tx, ids)
  const isSame = ({ objectId, after }: PriceRow) => isDeepStrictEqual(now.get(objectId) ?? [], after)
  const same = (rows as PriceRow[]).filter(isSame)
  await write(
    command,
    now,
    same.map(({ objectId, before }) => ({ variantId: objectId, prices: before ?? [] })),
  )
  const reverted = new Set(same.map(({ objectId }) => objectId))
  return ids.map((objectId) => ({ objectId, outcome: reverted.has(objectId) ? 'reverted' : 'changed_since' }))
}

async function write(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  before: ReadonlyMap<string, ListPrice[]>,
  wanted: readonly PricesOfVariant[],
): Promise<void> {
  const prices = wanted.flatMap(({ variantId, prices: each }) => each.map((price) => ({ ...price, variantId })))
  await deletePrices(
    tx,
    wanted.map(({ variantId }) => variantId),
  )
  if (prices.length > 0) await upsertListPrices(tx, prices)
  for (const isPriced of [true, false]) {
    const those = wanted.filter((each) => each.prices.length > 0 === isPriced)
    await savePriced(
      tx,
      those.map(({ variantId }) => variantId),
      isPriced,
    )
  }
  const events = wanted.flatMap(({ variantId, prices: after }) =>
    variantPriced(variantId, { before: before.get(variantId) ?? [], after }, { at: now, actor }),
  )
  await publishNext(tx, events)
}

/** @throws DomainError the code, where something is named twice */
function requireOnce(names: readonly string[], code: string, field: string): void {
  if (new Set(names).size < names.length) throw new DomainError('invalid', code, { field })
}
