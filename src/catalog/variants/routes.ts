import type { App } from '../../platform/http/app.ts'
import { serveCommand } from '../../platform/http/serve.ts'
import { viewProduct } from '../product-view.ts'
import { addVariants, archiveVariant, changeVariant, restoreVariant } from './change-variants.ts'
import {
  addVariantsContract,
  archiveVariantContract,
  changeVariantContract,
  restoreVariantContract,
} from './contract.ts'

/** Serves the variants of a product, one by one. */
export function serveVariants(app: App): void {
  serveCommand(app, addVariantsContract, async (command, input) => viewProduct(await addVariants(command, input)))
  serveCommand(app, changeVariantContract, async (command, input) => viewProduct(await changeVariant(command, input)))
  serveCommand(app, archiveVariantContract, async (command, input) => viewProduct(await archiveVariant(command, input)))
  serveCommand(app, restoreVariantContract, async (command, input) => viewProduct(await restoreVariant(command, input)))
}
