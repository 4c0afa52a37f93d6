import { join } from 'node:path'
import { createMerchant } from '../../src/access/create-merchant.ts'
import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { createProducts } from '../../src/catalog/create-products.ts'
import type { NewVariant } from '../../src/catalog/product.ts'
import { receiveStock } from '../../src/inventory/receive-stock.ts'
import { setItemPolicies } from '../../src/inventory/set-item-policies.ts'
import { createLocation } from '../../src/locations/create-location.ts'
import { firstChannels, setChannels } from '../../src/orders/settings-store.ts'
import { type Command, runCommand } from '../../src/platform/command.ts'
import type { Runtime } from '../../src/platform/runtime.ts'
import { setPrices } from '../../src/pricing/set-prices.ts'
import { setTaxRate } from '../../src/pricing/set-tax-rate.ts'
import { loadInstanceKey } from '../../src/shell/instance-key.ts'

/** What clients need to know of the merchant they work for. */
export type Shop = {
  merchantId: string
  /** The text of a key that may do everything. */
  apiKey: string
  shanghai: string
  beijing: string
  /** Units of each SKU that were in stock when the shop opened. */
  opening: ReadonlyMap<string, number>
}

/** SKUs by how they behave: plenty at one place each, one that all want, too few, waited for, a set, and no goods at all. */
export const skus = {
  shanghai: numbered('SH', 10),
  beijing: numbered('BJ', 10),
  both: numbered('SB', 10),
  hot: 'HOT',
  scarce: 'SCARCE',
  awaited: 'AWAITED',
  bundle: 'SET',
  service: 'WRAP',
} as const

const plenty = 1_000_000
const few = 60

/** Makes a merchant with a key, two warehouses, products with prices, and stock, all by the real use cases. */
export async function openShop(runtime: Runtime, dataDir: string): Promise<Shop> {
  const instanceKey = await loadInstanceKey({ folder: join(dataDir, 'secrets') })
  const merchant = { code: 'faults', name: 'Faults', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' }
  const merchantId = await createMerchant(runtime.database, merchant, instanceKey, runtime.clock)
  return runCommand(runtime, { merchantId, actor: 'system:faults' }, async (command) => {
    const place = { country: 'CN', timeZone: 'Asia/Shanghai', kind: 'warehouse' as const }
    await setChannels(command, firstChannels('CN'))
    await setTaxRate(command, { taxClass: 'standard', rateBasisPoints: 1300, included: true })
    const shanghai = await createLocation(command, {
      ...place,
      code: 'SH',
      name: '上海仓',
      province: '上海市',
      city: '上海市',
    })
    const beijing = await createLocation(command, {
      ...place,
      code: 'BJ',
      name: '北京仓',
      province: '北京市',
      city: '北京市',
    })
    await addProducts(command)
    const opening = await addStock(command, shanghai.id, beijing.id)
    const { key } = await createApiKey(command, { name: 'clients', scopes: ['*'] })
    return { merchantId, apiKey: key, shanghai: shanghai.id, beijing: beijing.id, opening }
  })
}

async function addProducts(command: Command): Promise<void> {
  const stocked = [...skus.shanghai, ...skus.beijing, ...skus.both, skus.hot, skus.scarce, skus.awaited]
  const components = [
    { sku: skus.shanghai[0] as string, quantity: 2 },
    { sku: skus.both[0] as string, quantity: 1 },
  ]
  const variants: NewVariant[] = [
    ...stocked.map((sku) => ({ sku })),
    { sku: skus.service, kind: 'service' },
    { sku: skus.bundle, kind: 'bundle', components },
  ]
  const [outcome] = await createProducts(command, [{ name: 'Tea', variants }])
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
  const made = outcome.value.variants
  await setPrices(
    command,
    made.map(({ id }, index) => ({ variantId: id, currency: 'CNY', price: 100_000 + 3_700 * index })),
  )
  const awaited = made.find(({ sku }) => sku === skus.awaited)?.id ?? ''
  await setItemPolicies(command, [{ itemId: awaited, shortagePolicy: 'backorder', oversellLimit: 0 }])
}

async function addStock(command: Command, shanghai: string, beijing: string): Promise<Map<string, number>> {
  const lines = (list: readonly string[], quantity: number) => list.map((sku) => ({ sku, quantity }))
  const receipts = [
    {
      locationId: shanghai,
      lines: [...lines([...skus.shanghai, ...skus.both, skus.hot], plenty), ...lines([skus.scarce], few)],
    },
    { locationId: beijing, lines: lines([...skus.beijing, ...skus.both], plenty) },
  ]
  const outcomes = await receiveStock(
    command,
    receipts.map((receipt) => ({ ...receipt, reference: 'opening' })),
  )
  for (const outcome of outcomes) if ('refusal' in outcome) throw outcome.refusal
  const opening = new Map<string, number>()
  for (const { sku, quantity } of receipts.flatMap((receipt) => receipt.lines)) {
    opening.set(sku, (opening.get(sku) ?? 0) + quantity)
  }
  return opening
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`)
}
