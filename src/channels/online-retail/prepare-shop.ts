import { findSellableVariants } from '../../catalog/catalog-queries.ts'
import { createProducts } from '../../catalog/create-products.ts'
import { sellableStock } from '../../inventory/level-queries.ts'
import { receiveStock } from '../../inventory/receive-stock.ts'
import { createLocation } from '../../locations/create-location.ts'
import { findLocationByCode } from '../../locations/location-queries.ts'
import { findEarlierOrders } from '../../orders/intake/intake-queries.ts'
import { findChannels } from '../../orders/order-queries.ts'
import { setChannels } from '../../orders/settings-store.ts'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { findTaxRates } from '../../pricing/pricing-queries.ts'
import { setTaxRate } from '../../pricing/set-tax-rate.ts'
import { isServiceCode } from './classify-line.ts'
import { channel, homeCountry, type Invoice } from './invoice.ts'

/** The place that sells what is imported. */
export const locationCode = 'ORL'

/** What was made before the first sale. */
export type Prepared = { productsMade: number; unitsReceived: number }

/**
 * Makes what the sales of invoices need and is not there yet: the channel, the place, the products, and one receipt of the
 * goods that are still to be sold and not in stock. Done again it finds nothing to do.
 * @throws DomainError `location_cannot_sell` when the place of this code is closed or sends no goods
 */
export async function prepareShop(command: Command, invoices: readonly Invoice[]): Promise<Prepared> {
  const { tx } = command
  const channels = await findChannels(tx)
  if (!channels.some(({ code }) => code === channel.code)) await setChannels(command, [channel])
  const locationId = await openLocation(command)
  const items = await openProducts(command, invoices)
  const unitsReceived = await receiveMissing(command, { locationId, items: items.bySku, invoices })
  return { productsMade: items.made, unitsReceived }
}

async function openLocation(command: Command): Promise<string> {
  const found = await findLocationByCode(command.tx, locationCode)
  if (found === undefined) {
    const form = { code: locationCode, name: channel.name, kind: 'warehouse', country: homeCountry } as const
    return (await createLocation(command, { ...form, timeZone: 'Europe/London' })).id
  }
  if (found.status === 'active' && found.fulfils) return found.id
  throw new DomainError('refused', 'location_cannot_sell', {
    facts: { code: locationCode, status: found.status, fulfils: found.fulfils },
  })
}

/** A tax class of its own, without tax: the file's prices are what was paid, and nothing in it speaks of tax. */
const taxClass = 'online-retail'

/** Each code is a product, called by its first description. */
async function openProducts(
  command: Command,
  invoices: readonly Invoice[],
): Promise<{ bySku: Map<string, string>; made: number }> {
  const names = new Map<string, string>()
  for (const { lines } of invoices) {
    for (const { stockCode, description } of lines) if (!names.get(stockCode)) names.set(stockCode, description)
  }
  const known = await findSellableVariants(command.tx, { skus: [...names.keys()], barcodes: [], ids: [] })
  const bySku = new Map(known.map((variant) => [variant.sku, variant.kind === 'stocked' ? variant.id : '']))
  const missing = [...names].filter(([sku]) => !bySku.has(sku))
  if (missing.length > 0) await openTaxClass(command)
  const outcomes = await createProducts(
    command,
    missing.map(([sku, name]) => {
      const kind = isServiceCode(sku) ? ('service' as const) : ('stocked' as const)
      return { name: name || sku, variants: [{ sku, kind, unit: 'each', taxClass }] }
    }),
  )
  for (const outcome of outcomes) {
    if ('refusal' in outcome) throw outcome.refusal
    for (const { sku, id, kind } of outcome.value.variants) bySku.set(sku, kind === 'stocked' ? id : '')
  }
  return { bySku, made: missing.length }
}

async function openTaxClass(command: Command): Promise<void> {
  const rates = await findTaxRates(command.tx)
  if (rates.has(taxClass)) return
  // Whether prices contain the tax is one habit for all classes: it stays what it is.
  const included = [...rates.values()][0]?.included ?? true
  await setTaxRate(command, { taxClass, rateBasisPoints: 0, included })
}

type Wanted = { locationId: string; items: ReadonlyMap<string, string>; invoices: readonly Invoice[] }

/** Goods for the invoices that are no orders yet; what a run before has received and not sold is counted on. */
async function receiveMissing(command: Command, { locationId, items, invoices }: Wanted): Promise<number> {
  const { tx } = command
  const references = invoices.map(({ number }) => ({ channel: channel.code, externalId: number }))
  const earlier = new Set((await findEarlierOrders(tx, references)).map(({ externalId }) => externalId))
  const needs = new Map<string, number>()
  for (const { number, lines } of invoices) {
    if (earlier.has(number)) continue
    for (const { stockCode, quantity } of lines) {
      const itemId = items.get(stockCode)
      if (itemId) needs.set(itemId, (needs.get(itemId) ?? 0) + quantity)
    }
  }
  if (needs.size === 0) return 0
  for (const level of await tx.rows(sellableStock(tx, [...needs.keys()], true))) {
    if (level.locationId !== locationId) continue
    needs.set(level.itemId, (needs.get(level.itemId) ?? 0) - Math.max(0, level.sellable))
  }
  const lines = [...needs].flatMap(([itemId, quantity]) => (quantity > 0 ? [{ itemId, quantity }] : []))
  if (lines.length === 0) return 0
  const [outcome] = await receiveStock(command, [{ locationId, reference: channel.name, lines }])
  if (outcome !== undefined && 'refusal' in outcome) throw outcome.refusal
  return lines.reduce((units, line) => units + line.quantity, 0)
}
