import { type Command, requireVersion } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { lockProduct, saveProduct } from './catalog-store.ts'
import { productEvent } from './events.ts'
import type { Product } from './product.ts'
import { findProduct } from './product-queries.ts'

/**
 * Changes a product's name and category; its variants keep the names they are sold under.
 * @throws DomainError `product_not_found`, `version_mismatch`
 */
export async function changeProduct(
  command: Command,
  { productId, name, category }: { productId: string; name: string; category: string },
): Promise<Product> {
  const { tx, now, actor } = command
  const before = await lockProduct(tx, productId)
  if (before === undefined) throw new DomainError('not_found', 'product_not_found')
  requireVersion(command, before.version)
  const after = { ...before, name, category, version: before.version + 1 }
  await saveProduct(tx, after)
  await publish(tx, [productEvent('product.changed', { before, after }, { at: now, actor })])
  await touchReference(tx)
  return (await findProduct(tx, productId)) as Product
}
