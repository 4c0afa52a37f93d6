import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createMerchant } from '../src/access/create-merchant.ts'
import { createApiKey } from '../src/access/keys/create-api-key.ts'
import { createProducts } from '../src/catalog/create-products.ts'
import { receiveStock } from '../src/inventory/receive-stock.ts'
import { createLocation } from '../src/locations/create-location.ts'
import { firstChannels, setChannels } from '../src/orders/settings-store.ts'
import { runCommand } from '../src/platform/command.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import type { Runtime } from '../src/platform/runtime.ts'
import { setPrices } from '../src/pricing/set-prices.ts'
import { setTaxRate } from '../src/pricing/set-tax-rate.ts'
import { loadInstanceKey } from '../src/shell/instance-key.ts'
import { openRuntime } from '../src/shell/open-runtime.ts'

/** A durable database of its own with a shop of 2,000 items, each in plenty at two places. */
export type BenchShop = {
  folder: string
  postgres: EmbeddedPostgres
  appUrl: string
  runtime: Runtime
  merchantId: string
  apiKey: string
  placeId: string
  items: { id: string; sku: string }[]
  close: () => Promise<void>
}

const appPassword = 'bench'
const itemCount = 2000
const plenty = 100_000_000

/** Starts a database with fsync and synchronous commit on, and opens the shop. */
export async function openBenchShop(): Promise<BenchShop> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-bench-'))
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    runningAsRoot: process.getuid?.() === 0,
    signalProcess: process.kill,
    memoryBytes: totalmem(),
    tuning: 'durable',
    onProgress: () => {},
  })
  await goRoundLog(postgres.socketUrl)
  await migrate(postgres.socketUrl, { appPassword })
  const url = new URL(postgres.socketUrl)
  url.username = 'yidan_app'
  url.password = appPassword
  const runtime = await openRuntime({
    appUrl: url.href,
    connections: 4,
    dataDir: folder,
    instanceKey: undefined,
    logLevel: 'warn',
  })
  const instanceKey = await loadInstanceKey({ folder: join(folder, 'secrets') })
  const merchantId = await createMerchant(
    runtime.database,
    { code: 'bench', name: 'Bench', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' },
    instanceKey,
    runtime.clock,
  )
  const stocked = await stock(runtime, merchantId)
  return {
    ...{ folder, postgres, appUrl: url.href, runtime, merchantId, ...stocked },
    close: async () => {
      await runtime.database.close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const logMegabytes = 3072
const segmentMegabytes = 16

/**
 * Brings the write-ahead log to where that of a shop is after its first days: each file of it was used once and is kept to
 * be used again. In a new database every commit that begins a file waits until the file is filled with zeros.
 */
async function goRoundLog(socketUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: socketUrl })
  await owner.connect()
  await owner.query(`alter system set min_wal_size = '${logMegabytes}MB'`)
  await owner.query('select pg_reload_conf()')
  for (let used = 0; used < logMegabytes; used += segmentMegabytes) {
    await owner.query(`select pg_logical_emit_message(false, 'bench', 'once round')`)
    await owner.query('select pg_switch_wal()')
  }
  await owner.query('checkpoint')
  await owner.end()
}

function stock(runtime: Runtime, merchantId: string): Promise<Pick<BenchShop, 'apiKey' | 'placeId' | 'items'>> {
  return runCommand(runtime, { merchantId, actor: 'system:bench' }, async (command) => {
    const { key } = await createApiKey(command, { name: 'bench', scopes: ['*'] })
    await setChannels(command, firstChannels('CN'))
    await setTaxRate(command, { taxClass: 'standard', rateBasisPoints: 1300, included: true })
    const place = { country: 'CN', timeZone: 'Asia/Shanghai', kind: 'warehouse' as const }
    const near = await createLocation(command, {
      ...place,
      code: 'SH',
      name: 'Shanghai',
      province: '上海市',
      city: '上海市',
    })
    const far = await createLocation(command, {
      ...place,
      code: 'BJ',
      name: 'Beijing',
      province: '北京市',
      city: '北京市',
    })
    const names = Array.from({ length: itemCount }, (_, index) => `SKU-${String(index).padStart(5, '0')}`)
    const outcomes = await createProducts(
      command,
      names.map((sku) => ({ name: `Item ${sku}`, variants: [{ sku }] })),
    )
    const items = outcomes.flatMap((outcome) => {
      if ('refusal' in outcome) throw outcome.refusal
      return outcome.value.variants.map(({ id, sku }) => ({ id, sku }))
    })
    await setPrices(
      command,
      items.map(({ id }) => ({ variantId: id, currency: 'CNY', price: 99_000 })),
    )
    const lines = items.map(({ id }) => ({ itemId: id, quantity: plenty }))
    await receiveStock(command, [
      { locationId: near.id, reference: '', lines },
      { locationId: far.id, reference: '', lines },
    ])
    return { apiKey: key, placeId: near.id, items }
  })
}
