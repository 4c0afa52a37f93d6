import { z } from 'zod'
import { imageTypes } from '../platform/files/image-form.ts'
import type { Product } from './product.ts'

/** A picture as it leaves; its bytes are at `/api/v1/pictures/{hash}`. */
const pictureView = z.object({
  id: z.uuid(),
  position: z.int(),
  hash: z.string(),
  mediaType: z.enum(imageTypes),
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
})

/** A variant as it leaves. */
export const variantView = z.object({
  id: z.uuid(),
  sku: z.string(),
  barcode: z.string().nullable(),
  name: z.string(),
  options: z.record(z.string(), z.string()),
  kind: z.enum(['stocked', 'bundle', 'service']),
  unit: z.string(),
  weightGrams: z.int(),
  taxClass: z.string(),
  status: z.enum(['active', 'archived']),
  components: z.array(z.object({ variantId: z.uuid(), sku: z.string(), quantity: z.int() })),
})

/** A product as it leaves. */
export const productView = z.object({
  id: z.uuid(),
  name: z.string(),
  category: z.string(),
  status: z.enum(['active', 'archived']),
  version: z.int(),
  createdAt: z.iso.datetime(),
  pictures: z.array(pictureView),
  variants: z.array(variantView),
})

/** A product as it leaves: moments as text. */
export function viewProduct(product: Product): z.input<typeof productView> {
  return { ...product, createdAt: product.createdAt.toISOString() }
}
