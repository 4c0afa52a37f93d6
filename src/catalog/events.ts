import { type Changes, changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import type { Product } from './product.ts'

/** What this module tells of products. */
export type ProductEvent = DomainEvent<
  'product.created' | 'product.changed' | 'product.archived' | 'product.restored',
  { status: string; changes: Changes; variants?: { id: string; sku: string }[] }
>

type Told = Pick<Product, 'id' | 'version' | 'status' | 'name' | 'category'>

/** Tells what became of a product or of what belongs to it (`changes`), and of a new one its variants; its version is the one after. */
export function productEvent(
  type: ProductEvent['type'],
  {
    before,
    after,
    changes,
  }: { before: Told | null; after: Told & Partial<Pick<Product, 'variants'>>; changes?: Changes },
  told: { at: Date; actor: string },
): ProductEvent {
  const { id, version, status, variants } = after
  const data = {
    status,
    changes: { ...changesBetween<Told>(before, after, ['status', 'name', 'category']), ...changes },
    ...(variants !== undefined && { variants: variants.map(({ id, sku }) => ({ id, sku })) }),
  }
  return { objectType: 'product', objectId: id, version, type, data, ...told }
}
