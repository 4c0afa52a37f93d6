import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { readPrice } from '../../platform/price-input.ts'
import type { SetPrices } from '../priced-variants.ts'
import { viewProduct } from '../product-view.ts'
import { addPricedVariants } from './add-priced-variants.ts'
import { archiveVariant, changeVariant, restoreVariant } from './change-variants.ts'
import {
  addVariantsContract,
  archiveVariantContract,
  changeVariantContract,
  restoreVariantContract,
} from './contract.ts'

/** Serves the variants of a product, one by one; `setPrices` sets what new ones cost. */
export function serveVariants(app: App, setPrices: SetPrices): void {
  serveCommand(app, addVariantsContract, async (command, { productId, variants: wanted }) => {
    const variants = wanted.map(({ prices, ...variant }) => ({ ...variant, prices: prices?.map(readPrice) }))
    return viewProduct(await addPricedVariants(command, { productId, variants }, setPrices))
  })
  serveCommand(app, changeVariantContract, async (command, input) => viewProduct(await changeVariant(command, input)))
  serveCommand(app, archiveVariantContract, async (command, input) => viewProduct(await archiveVariant(command, input)))
  serveCommand(app, restoreVariantContract, async (command, input) => viewProduct(await restoreVariant(command, input)))
}
