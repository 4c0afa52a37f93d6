import { type Command, requireVersion } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { applyAction } from '../platform/states.ts'
import { findBundlesOfProduct } from './catalog-queries.ts'
import { lockProduct, saveProduct, saveVariantStatus } from './catalog-store.ts'
import { productEvent } from './events.ts'
import { type Product, productActions } from './product.ts'
import { findProduct } from './product-queries.ts'

/**
 * Takes a product and its variants out of sale; what was ordered stays as it is.
 * @throws DomainError `product_not_found`, `version_mismatch`, `action_not_allowed`, `component_of_bundle`
 */
export async function archiveProduct(command: Command, { productId }: { productId: string }): Promise<Product> {
  const { tx, now, actor } = command
  const before = await lockProduct(tx, productId)
  if (before === undefined) throw new DomainError('not_found', 'product_not_found')
  requireVersion(command, before.version)
  const status = applyAction(productActions, 'archive', before.status)
  const bundles = await findBundlesOfProduct(tx, productId)
  if (bundles.length > 0) throw new DomainError('refused', 'component_of_bundle', { facts: { bundles } })
  const after = { ...before, status, version: before.version + 1 }
  await Promise.all([saveProduct(tx, after), saveVariantStatus(tx, productId, status)])
  await publish(tx, [productEvent('product.archived', { before, after }, { at: now, actor })])
  await touchReference(tx)
  return (await findProduct(tx, productId)) as Product
}
