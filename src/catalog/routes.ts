import type { Outcome } from '../platform/batch.ts'
import { DomainError, problemStatus } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { archiveProduct } from './archive-product.ts'
import { changeProduct } from './change-product.ts'
import {
  archiveProductContract,
  changeProductContract,
  createProductContract,
  createProductsContract,
  getProductContract,
  listProductsContract,
} from './contract.ts'
import { createProduct, createProducts } from './create-products.ts'
import type { Product } from './product.ts'
import { findProduct, findProducts } from './product-queries.ts'

/** Serves products and their variants. */
export function serveCatalog(app: App): void {
  serveCommand(app, createProductContract, async (command, input) => view(await createProduct(command, input)))
  serveCommand(app, createProductsContract, async (command, { products }) => ({
    results: (await createProducts(command, products)).map(resultView),
  }))
  serveCommand(app, changeProductContract, async (command, input) => view(await changeProduct(command, input)))
  serveCommand(app, archiveProductContract, async (command, input) => view(await archiveProduct(command, input)))
  serveQuery(app, getProductContract, async ({ tx }, { productId }) => {
    const product = await findProduct(tx, productId)
    if (product === undefined) throw new DomainError('not_found', 'product_not_found')
    return view(product)
  })
  serveQuery(app, listProductsContract, async ({ tx }, { limit, after, ...filter }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const products = await findProducts(tx, filter, { limit: limit + 1, after: lastId })
    const page = pageFrom(products, limit, ({ id }) => [id])
    return { ...page, items: page.items.map(view) }
  })
}

function view(product: Product) {
  return { ...product, createdAt: product.createdAt.toISOString() }
}

function resultView(outcome: Outcome<Product>) {
  if ('value' in outcome) return { product: view(outcome.value) }
  const { kind, code, field, facts } = outcome.refusal
  return { problem: { status: problemStatus(kind), code, facts, ...(field !== undefined && { field }) } }
}
