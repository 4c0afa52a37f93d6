import { findVariantByCode } from '../catalog/product-queries.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { formatPrice, parsePrice } from '../platform/money.ts'
import { findVariantByCodeContract, listTaxRatesContract, setPricesContract, setTaxRateContract } from './contract.ts'
import { findPricesOfVariant, findTaxRates, type ListPrice } from './pricing-queries.ts'
import { replacePrices } from './replace-prices.ts'
import { setTaxRate } from './set-tax-rate.ts'

/** Serves list prices and tax rates. */
export function servePricing(app: App): void {
  serveCommand(app, setPricesContract, async (command, { variantId, prices }) => {
    const wanted = prices.map(({ currency, price }) => ({ currency, price: parsePrice(price) }))
    return { variantId, prices: (await replacePrices(command, variantId, wanted)).map(priceView) }
  })
  serveQuery(app, findVariantByCodeContract, async ({ tx }, { code }) => {
    const variant = await findVariantByCode(tx, code)
    if (variant === undefined) throw new DomainError('not_found', 'variant_not_found', { field: 'code' })
    return { ...variant, prices: (await findPricesOfVariant(tx, variant.id)).map(priceView) }
  })
  serveCommand(app, setTaxRateContract, async (command, input) => {
    await setTaxRate(command, input)
    return input
  })
  serveQuery(app, listTaxRatesContract, async ({ tx }) => ({
    items: [...(await findTaxRates(tx))].map(([taxClass, rate]) => ({ taxClass, ...rate })),
  }))
}

function priceView({ currency, price }: ListPrice) {
  return { currency, price: formatPrice(price, currency) }
}
