import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { InstanceDatabase } from './instance-database.ts'

/** The first merchant's API key, shown once in full and kept in a file that only the one who runs Yidan may read. */
export type FirstKey = { apiKey: string; file: string }

/**
 * Makes the first merchant and its API key when the installation has no merchant; undefined when it has one.
 * With `samples` the merchant gets sample data to look around in.
 */
export async function prepareFirstStart(
  config: Config,
  database: InstanceDatabase,
  { samples }: { samples: boolean },
): Promise<FirstKey | undefined> {
  const apiKey = await createFirstMerchant(database.appUrl, { samples })
  if (apiKey === undefined) return undefined
  const file = join(config.dataDir, 'first-key.txt')
  await writeFile(file, `${apiKey}\n`, { mode: 0o600, flush: true })
  return { apiKey, file }
}

/** SEAM: stands for the function of src/access that makes the first merchant; answers the key, or undefined when there is one. */
async function createFirstMerchant(_appUrl: string, _options: { samples: boolean }): Promise<string | undefined> {
  return undefined
}
