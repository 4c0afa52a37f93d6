import type { DomainEvent } from '../platform/events.ts'
import type { Product } from './product.ts'

/** What this module tells of products. */
export type ProductEvent = DomainEvent<
  'product.created' | 'product.changed' | 'product.archived' | 'product.restored',
  { status: string }
>

/** Tells what became of a product; its version is the one after the change. */
export function productEvent(
  type: ProductEvent['type'],
  { id, version, status }: Pick<Product, 'id' | 'version' | 'status'>,
  told: { at: Date; actor: string },
): ProductEvent {
  return { objectType: 'product', objectId: id, version, type, data: { status }, ...told }
}
