import { keepEdit } from '../edits/keep-edit.ts'
import { serveEdits } from '../edits/serve-edits.ts'
import type { Outcome } from '../platform/batch.ts'
import { DomainError, problemStatus } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { readPrice } from '../platform/price-input.ts'
import { archiveProduct, restoreProduct } from './archive-product.ts'
import { serveBarcodes } from './barcodes/routes.ts'
import { changeProduct } from './change-product.ts'
import { changeProducts } from './change-products.ts'
import {
  archiveProductContract,
  changeProductContract,
  changeProductsContract,
  countProductsContract,
  createProductContract,
  createProductsContract,
  getProductContract,
  listProductEditsContract,
  listProductsContract,
  restoreProductContract,
  revertProductEditContract,
} from './contract.ts'
import { countProducts } from './count-queries.ts'
import { createPricedProduct } from './create-priced-product.ts'
import { createProducts } from './create-products.ts'
import { servePictures } from './pictures/routes.ts'
import type { SetPrices } from './priced-variants.ts'
import { findProduct, findProducts } from './product-queries.ts'
import { viewProduct } from './product-view.ts'
import { revertProductRows } from './revert-product-edit.ts'
import { searchProducts } from './search-products.ts'
import { serveVariants } from './variants/routes.ts'

/** Serves products and their variants; `setPrices` sets what new ones cost. */
export function serveCatalog(app: App, setPrices: SetPrices = unpriced): void {
  serveCommand(app, createProductContract, async (command, { variants, ...product }) => {
    const priced = variants.map(({ prices, ...variant }) => ({ ...variant, prices: prices?.map(readPrice) }))
    return viewProduct(await createPricedProduct(command, { ...product, variants: priced }, setPrices))
  })
  serveCommand(app, createProductsContract, async (command, { products }) => {
    const outcomes = await createProducts(command, products)
    const made = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []))
    const rows = made.map(({ id, version }) => ({ objectId: id, before: null, after: { version } }))
    const editId = await keepEdit(command, 'products_made', rows)
    return { editId, results: outcomes.map((outcome) => resultView(outcome, viewProduct)) }
  })
  serveCommand(app, changeProductsContract, async (command, { changes }) => {
    const { editId, outcomes } = await changeProducts(command, changes)
    return { editId, results: outcomes.map((outcome) => resultView(outcome, (product) => product)) }
  })
  serveEdits(
    app,
    { list: listProductEditsContract, revert: revertProductEditContract },
    { kinds: ['products_made', 'products_changed'], revertRows: revertProductRows },
  )
  serveCommand(app, changeProductContract, async (command, input) => viewProduct(await changeProduct(command, input)))
  serveCommand(app, archiveProductContract, async (command, input) => viewProduct(await archiveProduct(command, input)))
  serveCommand(app, restoreProductContract, async (command, input) => viewProduct(await restoreProduct(command, input)))
  serveQuery(app, countProductsContract, async (query, filter) =>
    countProducts(query.tx, await searchProducts(query, filter)),
  )
  serveQuery(app, getProductContract, async ({ tx }, { productId }) => {
    const product = await findProduct(tx, productId)
    if (product === undefined) throw new DomainError('not_found', 'product_not_found')
    return viewProduct(product)
  })
  serveQuery(app, listProductsContract, async (query, { limit, after, sort, ...filter }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const found = await searchProducts(query, filter)
    const products = await findProducts(query.tx, found, { limit: limit + 1, after: lastId, sort })
    const page = pageFrom(products, limit, ({ id }) => [id])
    return { ...page, items: page.items.map(viewProduct) }
  })
  serveVariants(app, setPrices)
  servePictures(app)
  serveBarcodes(app)
}

async function unpriced(): Promise<void> {
  throw new Error('prices are set by nobody here')
}

function resultView<From, To>(outcome: Outcome<From>, viewOf: (product: From) => To) {
  if ('value' in outcome) return { product: viewOf(outcome.value) }
  const { kind, code, field, facts } = outcome.refusal
  return { problem: { status: problemStatus(kind), code, facts, ...(field !== undefined && { field }) } }
}
