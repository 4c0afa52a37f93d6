import { z } from 'zod'
import { matchKinds } from '../catalog/variant-match.ts'
import { maskedContactView } from '../customers/contract.ts'
import { customerStatuses, tiers } from '../customers/customer.ts'
import { shipmentActions } from '../fulfillment/shipments/shipment.ts'
import { orderRowView } from '../orders/view-contract.ts'
import type { Contract } from '../platform/http/contract.ts'
import { line } from '../platform/text.ts'

const shipmentStatuses = ['label_created', ...new Set(Object.values(shipmentActions).map(({ to }) => to))] as [
  string,
  ...string[],
]

/** Searches all at once. */
export const searchContract = {
  operation: 'search',
  summary:
    'Find orders, parcels, products and customers by whatever is known of them; a few of each that the caller may see',
  method: 'GET',
  path: '/search',
  permission: 'search.use',
  query: z.strictObject({
    text: line(100).describe(
      "an order's number or its channel's, a tracking number, a SKU or barcode, a product's name or pinyin, a person's name, phone, its last four digits, or e-mail",
    ),
  }),
  response: z
    .object({
      exact: z
        .object({ kind: z.enum(['order', 'product']), id: z.uuid() })
        .nullable()
        .describe('what was typed is the whole number or code of this one thing'),
      orders: z.array(orderRowView),
      parcels: z.array(
        z.object({
          ...{ id: z.uuid(), orderId: z.uuid(), orderNumber: z.int() },
          ...{ carrier: z.string(), trackingNumber: z.string(), status: z.enum(shipmentStatuses) },
        }),
      ),
      products: z.array(
        z.object({
          ...{ productId: z.uuid(), variantId: z.uuid(), sku: z.string(), barcode: z.string().nullable() },
          ...{ name: z.string(), match: z.enum(matchKinds) },
        }),
      ),
      customers: z.array(
        z.object({
          ...{ id: z.uuid(), code: z.string().nullable(), tier: z.enum(tiers) },
          ...{ status: z.enum([...customerStatuses, 'erased']), contact: maskedContactView.nullable() },
        }),
      ),
    })
    .meta({ id: 'Found' }),
  problems: [],
} as const satisfies Contract
