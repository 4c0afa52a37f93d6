import { findIdsOfSkus } from '../catalog/catalog-queries.ts'
import { findVariantByCode } from '../catalog/product-queries.ts'
import { serveEdits } from '../edits/serve-edits.ts'
import { countUpTo } from '../platform/db/count-up-to.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { readIds } from '../platform/id-input.ts'
import { formatPrice } from '../platform/money.ts'
import { readPrice } from '../platform/price-input.ts'
import {
  countPricesContract,
  findVariantByCodeContract,
  listPriceEditsContract,
  listPricesContract,
  listTaxRatesContract,
  revertPriceEditContract,
  setPricesContract,
  setPricesOfManyContract,
  setTaxRateContract,
} from './contract.ts'
import {
  findPricedVariants,
  findPricesOfVariant,
  findTaxRates,
  type ListPrice,
  matchingPrices,
} from './pricing-queries.ts'
import { replacePrices, revertPriceRows } from './replace-prices.ts'
import { searchPrices } from './search-prices.ts'
import { setTaxRate } from './set-tax-rate.ts'

const countedExactly = 1000

/** Serves list prices and tax rates. */
export function servePricing(app: App): void {
  serveCommand(app, setPricesContract, async (command, { variantId, prices }) => {
    const { editId, prices: set } = await replacePrices(command, [{ variantId, prices: prices.map(readPrice) }])
    return { variantId, prices: (set.get(variantId) ?? []).map(priceView), editId }
  })
  serveCommand(app, setPricesOfManyContract, async (command, { variants, others }) => {
    const ids = await findIdsOfSkus(
      command.tx,
      variants.flatMap(({ sku }) => sku ?? []),
    )
    const wanted = variants.map(({ variantId, sku, prices }, index) => ({
      variantId: variantId ?? ids.get(sku ?? '') ?? noVariant({ sku: sku ?? '', field: `variants[${index}].sku` }),
      prices: prices.map(readPrice),
    }))
    const { editId, prices: set, changed } = await replacePrices(command, wanted, others)
    const items = wanted.map(({ variantId }) => ({
      ...{ variantId, prices: (set.get(variantId) ?? []).map(priceView), isChanged: changed.has(variantId) },
    }))
    return { editId, items }
  })
  serveQuery(app, listPricesContract, async (query, { limit, after, sort, variantIds, ...asked }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const filter = await searchPrices(query, asked, variantIds === undefined ? undefined : readIds(variantIds))
    const found = await findPricedVariants(query.tx, filter, { limit: limit + 1, after: lastId, sort })
    const page = pageFrom(found, limit, ({ id }) => [id])
    const items = page.items.map(({ id, prices, ...variant }) => ({
      variantId: id,
      ...variant,
      prices: prices.map(priceView),
    }))
    return { ...page, items }
  })
  serveQuery(app, countPricesContract, async (query, asked) => {
    const page = { limit: countedExactly + 1 }
    const found = matchingPrices(query.tx, await searchPrices(query, asked), page)
    return { filtered: await countUpTo(query.tx, found, countedExactly) }
  })
  serveEdits(
    app,
    { list: listPriceEditsContract, revert: revertPriceEditContract },
    { kinds: ['prices_set'], revertRows: revertPriceRows },
  )
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

/** @throws DomainError `variant_not_found` */
function noVariant({ sku, field }: { sku: string; field: string }): never {
  throw new DomainError('not_found', 'variant_not_found', { field, facts: { sku } })
}

function priceView({ currency, price }: ListPrice) {
  return { currency, price: formatPrice(price, currency) }
}
