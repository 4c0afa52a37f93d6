import { type Command, requireVersion } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { applyAction } from '../platform/states.ts'
import { lockProduct } from './catalog-store.ts'
import { type Product, productActions } from './product.ts'
import { findProduct } from './product-queries.ts'
import { saveProductChange } from './save-product-change.ts'

/**
 * Takes a product and its variants out of sale; what was ordered stays as it is.
 * @throws DomainError `product_not_found`, `version_mismatch`, `action_not_allowed`, `component_of_bundle`
 */
export function archiveProduct(command: Command, { productId }: { productId: string }): Promise<Product> {
  return applyTo(command, productId, 'archive')
}

/**
 * Puts an archived product and its variants on sale again.
 * @throws DomainError `product_not_found`, `version_mismatch`, `action_not_allowed`, `component_archived`
 */
export function restoreProduct(command: Command, { productId }: { productId: string }): Promise<Product> {
  return applyTo(command, productId, 'restore')
}

async function applyTo(command: Command, productId: string, action: keyof typeof productActions): Promise<Product> {
  const { tx } = command
  const before = await lockProduct(tx, productId)
  if (before === undefined) throw new DomainError('not_found', 'product_not_found')
  requireVersion(command, before.version)
  const archived = applyAction(productActions, action, before.status) === 'archived'
  await saveProductChange(command, before, { archived })
  await touchReference(tx)
  return (await findProduct(tx, productId)) as Product
}
