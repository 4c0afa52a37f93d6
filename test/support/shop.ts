import { createProducts } from '../../src/catalog/create-products.ts'
import type { NewVariant } from '../../src/catalog/product.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { createLocation } from '../../src/locations/create-location.ts'
import { batchOrders } from '../../src/orders/intake/batch-orders.ts'
import { type PlaceOrder, placeOrderForm } from '../../src/orders/intake/place-order-form.ts'
import type { PlaceOrderItem } from '../../src/orders/intake/place-order-item.ts'
import type { Intake } from '../../src/orders/intake/place-orders.ts'
import { previewOrder } from '../../src/orders/intake/preview-order.ts'
import { createReferenceCache } from '../../src/orders/intake/references.ts'
import { orderSettingsForm } from '../../src/orders/order-settings.ts'
import { firstChannels, setChannels, setOrderSettings } from '../../src/orders/settings-store.ts'
import type { Batcher } from '../../src/platform/batch.ts'
import { type Answer, hashRequest } from '../../src/platform/command.ts'
import { createNumberSeries } from '../../src/platform/number-series.ts'
import type { Clock } from '../../src/platform/time.ts'
import { setPrices } from '../../src/pricing/set-prices.ts'
import { setTaxRate } from '../../src/pricing/set-tax-rate.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { createTestMerchant, type TestMerchant } from './merchant.ts'

/** A merchant that can sell: channels, a warehouse in Shanghai and one in Beijing, products with prices and stock. */
export type TestShop = TestMerchant & {
  shanghai: string
  beijing: string
  intake: Intake
  batcher: Batcher<PlaceOrderItem, Answer>
  /** Ids of the variants by SKU. */
  variants: Map<string, string>
  /** Adds variants of one product at CNY 10.00 each. */
  addVariants: (...variants: NewVariant[]) => Promise<void>
  receive: (locationId: string, sku: string, quantity: number) => Promise<void>
  settings: (settings: object) => Promise<void>
  /** Places one order as the API does; answers status and body. */
  place: (order: object, key?: string) => Promise<{ status: number; body: Record<string, unknown> & { id: string } }>
}

/** A receiver in Hangzhou: nearer to Shanghai than to Beijing. */
export const receiver = {
  name: '张三丰',
  phone: '13800138000',
  country: 'CN',
  province: '浙江省',
  city: '杭州市',
  street: '文三路 1 号',
}

/** Opens a shop with the SKUs A, B and C, of each 100 in Shanghai. */
export async function createTestShop(options: { clock?: Clock } = {}): Promise<TestShop> {
  const merchant = await createTestMerchant({ subscribers, ...options })
  const { runtime, command, merchantId } = merchant
  const variants = new Map<string, string>()
  const place = { country: 'CN', timeZone: 'Asia/Shanghai', kind: 'warehouse' as const }
  const [shanghai, beijing] = await command(async (context) => {
    await setChannels(context, firstChannels('CN'))
    await setTaxRate(context, { taxClass: 'standard', rateBasisPoints: 1300, included: true })
    return [
      await createLocation(context, { ...place, code: 'SH', name: '上海仓', province: '上海市', city: '上海市' }),
      await createLocation(context, { ...place, code: 'BJ', name: '北京仓', province: '北京市', city: '北京市' }),
    ] as const
  })
  const intake: Intake = {
    runtime,
    references: createReferenceCache(runtime.database, async () => 'CNY'),
    numbers: createNumberSeries(runtime.database, 'order', 100_001),
  }
  const batcher = batchOrders(intake)
  const shop: TestShop = {
    ...merchant,
    shanghai: shanghai.id,
    beijing: beijing.id,
    intake,
    batcher,
    variants,
    addVariants: (...wanted) =>
      command(async (context) => {
        const [outcome] = await createProducts(context, [{ name: 'Product', variants: wanted }])
        if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
        for (const { sku, id } of outcome.value.variants) variants.set(sku, id)
        const priced = outcome.value.variants.map(({ id }) => ({ variantId: id, currency: 'CNY', price: 100_000 }))
        await setPrices(context, priced)
      }),
    receive: (locationId, sku, quantity) =>
      command(async (context) => {
        const [outcome] = await receiveStock(context, [{ locationId, reference: '', lines: [{ sku, quantity }] }])
        if (outcome !== undefined && 'refusal' in outcome) throw outcome.refusal
      }),
    settings: (settings) => command((context) => setOrderSettings(context, orderSettingsForm.parse(settings))),
    place: async (order, key) => {
      const input = placeOrderForm.parse({ channel: 'web', shipTo: receiver, ...order }) as PlaceOrder
      const answer = await batcher.submit(merchantId, {
        input,
        contentHash: hashRequest(input),
        actor: 'key:test',
        ...(key !== undefined && { idempotency: { key, operation: 'placeOrder' } }),
      })
      return { status: answer.status, body: answer.body as Record<string, unknown> & { id: string } }
    },
  }
  await shop.addVariants({ sku: 'A' }, { sku: 'B' }, { sku: 'C' })
  for (const sku of ['A', 'B', 'C']) await shop.receive(shop.shanghai, sku, 100)
  return shop
}

/** How a shop takes orders over HTTP. */
export function intakeOf({ batcher, intake }: TestShop) {
  return { batcher, preview: previewOrder(intake), intake }
}
