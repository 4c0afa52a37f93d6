import { findSellableVariants } from '../../catalog/catalog-queries.ts'
import { createProducts } from '../../catalog/create-products.ts'
import { changeCustomer } from '../../customers/change-customer.ts'
import { createCustomers } from '../../customers/create-customers.ts'
import { receiveStock } from '../../inventory/receive-stock.ts'
import { setItemPolicies } from '../../inventory/set-item-policies.ts'
import { createLocation } from '../../locations/create-location.ts'
import { findLocationByCode } from '../../locations/location-queries.ts'
import { orderSettingsForm } from '../../orders/order-settings.ts'
import { setOrderSettings } from '../../orders/settings-store.ts'
import type { Outcome } from '../../platform/batch.ts'
import type { Command } from '../../platform/command.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { seededRandom } from '../../platform/random.ts'
import { setPrices } from '../../pricing/set-prices.ts'
import { largeQuantity } from './plan/basket.ts'
import type { SampleCustomer } from './plan/sample-people.ts'
import { isStockedAt, samplePlaces } from './plan/sample-places.ts'
import type { SampleGoods, SampleVariant } from './plan/sample-products.ts'
import { isSpecial, specialGoods, specialVariants } from './plan/special-goods.ts'
import type { SpecialGoods } from './plan/story.ts'

/** Opens the places and says what a clerk is to look at before an order goes on. */
export async function openPlaces(command: Command): Promise<void> {
  for (const { categories: _, stocked: __, ...form } of samplePlaces) await createLocation(command, form)
  await setOrderSettings(
    command,
    orderSettingsForm.parse({
      addressCheck: 'hold',
      priceCheck: 'hold',
      reviewRules: [
        { code: 'large_quantity', quantityAtLeast: largeQuantity },
        { code: 'large_total', totalAtLeast: 3_000_000 },
        {
          code: 'unknown_buyer_on_delivery',
          guestsOnly: true,
          paymentTerms: ['cash_on_delivery'],
          totalAtLeast: 50_000,
        },
      ],
    }),
  )
}

/** Takes the goods into the catalog, with their prices and what happens when those of the stories are short. */
export async function listGoods(command: Command, { products, variants }: SampleGoods): Promise<void> {
  allMade(await createProducts(command, products))
  const ids = await idsOf(command.tx, variants)
  await setPrices(
    command,
    variants.map(({ sku, price }) => ({ variantId: ids.get(sku) as string, currency: 'CNY', price })),
  )
  const policies = (Object.keys(specialGoods) as SpecialGoods[]).flatMap((name) =>
    specialVariants(variants, name).map(({ sku }) => {
      return { itemId: ids.get(sku) as string, shortagePolicy: specialGoods[name].shortage, oversellLimit: 0 }
    }),
  )
  await setItemPolicies(command, policies)
}

/** Enters the customers of the first day. */
export async function enterCustomers(command: Command, customers: readonly SampleCustomer[]): Promise<void> {
  const made = allMade(await createCustomers(command, customers))
  for (const [index, { tier, blocked }] of customers.entries()) {
    const customer = made[index]
    if (blocked && customer !== undefined) {
      await changeCustomer(command, { customerId: customer.id, tier, status: 'blocked' })
    }
  }
}

/** Fills the shelves of every place for the first time. */
export async function fillShelves(command: Command, variants: readonly SampleVariant[]): Promise<void> {
  const random = seededRandom('opening stock of the sample shop')
  const receipts = []
  for (const place of samplePlaces) {
    const { percent, least, most } = place.stocked
    const lines = variants
      .filter((variant) => isStockedAt(place, variant) && !isSpecial(variant))
      .filter(() => random.next() * 100 < percent)
      .map(({ sku }) => ({ sku, quantity: random.integer(least, most) }))
    receipts.push({ locationId: await placeId(command.tx, place.code), reference: `期初入库 ${place.name}`, lines })
  }
  allMade(await receiveStock(command, receipts))
}

/** The id of a place of the sample shop. */
export async function placeId(tx: Transaction, code: string): Promise<string> {
  const place = await findLocationByCode(tx, code)
  if (place === undefined) throw new Error(`the sample shop has no place ${code}`)
  return place.id
}

async function idsOf(tx: Transaction, variants: readonly SampleVariant[]): Promise<Map<string, string>> {
  const found = await findSellableVariants(tx, { skus: variants.map(({ sku }) => sku), barcodes: [], ids: [] })
  return new Map(found.map(({ sku, id }) => [sku, id]))
}

/** @throws DomainError the first refusal */
function allMade<Made>(outcomes: readonly Outcome<Made>[]): Made[] {
  return outcomes.map((outcome) => {
    if ('refusal' in outcome) throw outcome.refusal
    return outcome.value
  })
}
