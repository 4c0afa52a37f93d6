import { findSellableVariants, type SellableVariant } from '../../catalog/catalog-queries.ts'
import { findItemPolicies, type ItemPolicy } from '../../inventory/level-queries.ts'
import { type FulfillingLocation, findFulfillingLocations } from '../../locations/location-queries.ts'
import type { Database } from '../../platform/db/database.ts'
import { read, type Transaction } from '../../platform/db/transaction.ts'
import { findReferenceRevision } from '../../platform/reference-revision.ts'
import { findListPrices, findTaxRates, type TaxRate } from '../../pricing/pricing-queries.ts'
import type { ChannelSource } from '../order.ts'
import { findChannels, findOrderSettings } from '../order-queries.ts'
import type { OrderSettings } from '../order-settings.ts'

/** The codes by which the lines of a batch name what they want. */
export type WantedCodes = { skus: Set<string>; barcodes: Set<string>; ids: Set<string>; currencies: Set<string> }

/** What a merchant's orders are decided with, as of one revision. */
export type References = {
  revision: number
  currency: string
  /** The currencies in which prices were loaded. */
  currencies: Set<string>
  bySku: Map<string, SellableVariant>
  byBarcode: Map<string, SellableVariant>
  byId: Map<string, SellableVariant>
  /** Keyed by variant id and currency. */
  prices: Map<string, number>
  policies: Map<string, ItemPolicy>
  taxRates: Map<string, TaxRate>
  locations: FulfillingLocation[]
  channels: Map<string, ChannelSource>
  settings: OrderSettings
  /** What was asked for and does not exist: not asked for again until something changes. */
  missing: Set<string>
}

/** References kept in memory, each true for its revision; the transaction that decides compares it with the newest. */
export type ReferenceCache = {
  load: (merchantId: string, wanted: WantedCodes) => Promise<References>
  /** What is in memory, whether it is still true or not. */
  known: (merchantId: string) => References | undefined
  drop: (merchantId: string) => void
}

const maxVariants = 200_000
const maxMissing = 10_000

/** Makes an empty cache over a database. */
export function createReferenceCache(
  database: Database,
  currencyOf: (merchantId: string) => Promise<string>,
): ReferenceCache {
  const cached = new Map<string, References>()
  return {
    load: async (merchantId, wanted) => {
      const known = cached.get(merchantId)
      const unknown = known === undefined ? wanted : unknownCodes(known, wanted)
      if (known !== undefined && unknown === undefined) return known
      const currency = known?.currency ?? (await currencyOf(merchantId))
      const loaded = await read(database, merchantId, async (tx) => {
        const revision = await findReferenceRevision(tx)
        const fits = known !== undefined && known.revision === revision && hasRoom(known, wanted)
        const base = fits ? known : await loadBase(tx, revision, currency, wanted.currencies)
        await addVariants(tx, base, fits ? (unknown ?? wanted) : wanted)
        return base
      })
      cached.set(merchantId, loaded)
      return loaded
    },
    known: (merchantId) => cached.get(merchantId),
    drop: (merchantId) => {
      cached.delete(merchantId)
    },
  }
}

/** Where a variant's price in a currency is kept. */
export function priceKey(variantId: string, currency: string): string {
  return variantId + currency
}

function hasRoom(known: References, wanted: WantedCodes): boolean {
  return known.byId.size < maxVariants && known.missing.size < maxMissing && hasCurrencies(known, wanted)
}

function hasCurrencies(known: References, wanted: WantedCodes): boolean {
  for (const currency of wanted.currencies) if (!known.currencies.has(currency)) return false
  return true
}

function unknownCodes(known: References, wanted: WantedCodes): WantedCodes | undefined {
  const without = (codes: Set<string>, found: Map<string, SellableVariant>, kind: string) => {
    const unknown = new Set<string>()
    for (const code of codes) if (!found.has(code) && !known.missing.has(kind + code)) unknown.add(code)
    return unknown
  }
  const skus = without(wanted.skus, known.bySku, 's')
  const barcodes = without(wanted.barcodes, known.byBarcode, 'b')
  const ids = without(wanted.ids, known.byId, 'i')
  if (!hasCurrencies(known, wanted)) return wanted
  if (skus.size + barcodes.size + ids.size === 0) return undefined
  return { skus, barcodes, ids, currencies: wanted.currencies }
}

async function loadBase(
  tx: Transaction,
  revision: number,
  currency: string,
  currencies: ReadonlySet<string>,
): Promise<References> {
  const [taxRates, locations, channels, settings] = await Promise.all([
    findTaxRates(tx),
    findFulfillingLocations(tx),
    findChannels(tx),
    findOrderSettings(tx),
  ])
  return {
    revision,
    currency,
    currencies: new Set([currency, ...currencies]),
    bySku: new Map(),
    byBarcode: new Map(),
    byId: new Map(),
    prices: new Map(),
    policies: new Map(),
    taxRates,
    locations,
    channels: new Map(channels.map((channel) => [channel.code, channel.source])),
    settings,
    missing: new Set(),
  }
}

async function addVariants(tx: Transaction, known: References, wanted: WantedCodes): Promise<void> {
  const variants = await findSellableVariants(tx, {
    skus: [...wanted.skus],
    barcodes: [...wanted.barcodes],
    ids: [...wanted.ids],
  })
  const ids = variants.map((variant) => variant.id)
  const currencies = [...known.currencies]
  const [policies, ...prices] = await Promise.all([
    findItemPolicies(tx, ids),
    ...currencies.map((currency) => findListPrices(tx, ids, currency)),
  ])
  for (const variant of variants) {
    known.byId.set(variant.id, variant)
    known.bySku.set(variant.sku, variant)
    if (variant.barcode !== null) known.byBarcode.set(variant.barcode, variant)
  }
  for (const policy of policies) known.policies.set(policy.id, policy)
  currencies.forEach((currency, index) => {
    for (const [variantId, price] of prices[index] ?? []) known.prices.set(priceKey(variantId, currency), price)
  })
  for (const code of wanted.skus) if (!known.bySku.has(code)) known.missing.add(`s${code}`)
  for (const code of wanted.barcodes) if (!known.byBarcode.has(code)) known.missing.add(`b${code}`)
  for (const code of wanted.ids) if (!known.byId.has(code)) known.missing.add(`i${code}`)
}
