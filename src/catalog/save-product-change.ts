import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { applyAction } from '../platform/states.ts'
import { findArchivedComponents, findBundlesOfProduct } from './catalog-queries.ts'
import { type LockedProduct, saveProduct, saveVariantStatus } from './catalog-store.ts'
import { productEvent } from './events.ts'
import { productActions } from './product.ts'

/** What a locked product is to be; left out: as it is. */
export type ProductChange = { name?: string | undefined; category?: string | undefined; archived?: boolean | undefined }

/**
 * Changes a locked product, its variants' status with its own, and tells it; answers it as saved, or as it was when nothing
 * changes. What is refused is refused before anything is written. The caller touches the reference revision.
 * @throws DomainError `component_of_bundle`, `component_archived`
 */
export async function saveProductChange(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  before: LockedProduct,
  { name = before.name, category = before.category, archived = before.status === 'archived' }: ProductChange,
): Promise<LockedProduct> {
  const moves = archived !== (before.status === 'archived')
  if (!moves && name === before.name && category === before.category) return before
  if (moves) await requireFree(tx, before.id, archived)
  const status = moves ? applyAction(productActions, archived ? 'archive' : 'restore', before.status) : before.status
  const after = { ...before, name, category, status, version: before.version + 1 }
  const type = moves ? (archived ? 'product.archived' : 'product.restored') : 'product.changed'
  await saveProduct(tx, after)
  if (moves) await saveVariantStatus(tx, before.id, status)
  await publish(tx, [productEvent(type, { before, after }, { at: now, actor })])
  return after
}

/** A bundle for sale has no component that is not. @throws DomainError `component_of_bundle`, `component_archived` */
async function requireFree(tx: Command['tx'], productId: string, archived: boolean): Promise<void> {
  if (archived) {
    const bundles = await findBundlesOfProduct(tx, productId)
    if (bundles.length > 0) throw new DomainError('refused', 'component_of_bundle', { facts: { bundles } })
    return
  }
  const components = await findArchivedComponents(tx, productId)
  if (components.length > 0) throw new DomainError('refused', 'component_archived', { facts: { components } })
}
