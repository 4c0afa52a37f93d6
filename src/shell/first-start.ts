import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everyPermission } from '../access/api-key.ts'
import { findApiKeys } from '../access/api-key-queries.ts'
import { createApiKey } from '../access/create-api-key.ts'
import { createMerchant } from '../access/create-merchant.ts'
import { findMerchants } from '../access/merchant-queries.ts'
import type { Config } from '../config.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import { readControl } from '../platform/db/control.ts'
import type { Runtime } from '../platform/runtime.ts'
import { loadInstanceKey } from './instance-key.ts'
import { openRuntime } from './open-runtime.ts'

/** The first merchant's API key, shown once in full and kept in a file that only the one who runs Yidan may read. */
export type FirstKey = { apiKey: string; file: string }

const firstMerchant = { code: 'main', name: 'Yidan', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' }
const actor = 'system:start'
const connections = 2

/**
 * Makes the first merchant with an API key that may do everything, when the installation has no merchant; undefined when it has
 * one. With `samples` the merchant gets sample data to look around in. A start that was cut off in between is completed.
 */
export async function prepareFirstStart(
  config: Config,
  appUrl: string,
  { samples }: { samples: boolean },
): Promise<FirstKey | undefined> {
  const runtime = await openRuntime({ ...config, appUrl, connections })
  try {
    const merchants = await readControl(runtime.database.pool, findMerchants)
    const merchantId = merchants[0]?.id ?? (await makeMerchant(runtime, config))
    if (merchants.length > 1 || (await hasKeys(runtime, merchantId))) return undefined
    if (samples) await addSamples(runtime, merchantId)
    const apiKey = await makeKey(runtime, merchantId)
    const file = join(config.dataDir, 'first-key.txt')
    await writeFile(file, `${apiKey}\n`, { mode: 0o600, flush: true })
    return { apiKey, file }
  } finally {
    await runtime.database.close()
  }
}

async function makeMerchant({ database, clock }: Runtime, config: Config): Promise<string> {
  const instanceKey = await loadInstanceKey({ folder: join(config.dataDir, 'secrets'), encoded: config.instanceKey })
  return createMerchant(database.pool, firstMerchant, instanceKey, clock)
}

async function hasKeys(runtime: Runtime, merchantId: string): Promise<boolean> {
  const keys = await runQuery(runtime, merchantId, ({ tx }) => findApiKeys(tx, { limit: 1 }))
  return keys.length > 0
}

async function makeKey(runtime: Runtime, merchantId: string): Promise<string> {
  const { key } = await runCommand(runtime, { merchantId, actor }, (command) =>
    createApiKey(command, { name: 'first key', scopes: [everyPermission] }),
  )
  return key
}

/** SEAM: here the sample products, stock and orders of the first merchant are made; a repeated call must not make them twice. */
async function addSamples(_runtime: Runtime, _merchantId: string): Promise<void> {}
