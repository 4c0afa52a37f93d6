import { join } from 'node:path'
import { createKeysOf } from '../access/merchant-keys.ts'
import type { Config } from '../config.ts'
import { type DatabaseOptions, openDatabase, refusePrivilegedRole } from '../platform/db/database.ts'
import { subscriptionsOf } from '../platform/drain.ts'
import { createLocalFiles } from '../platform/files/local-files.ts'
import type { Runtime } from '../platform/runtime.ts'
import { systemClock } from '../platform/time.ts'
import { createLogger } from './create-logger.ts'
import { loadInstanceKeys } from './instance-key.ts'
import { subscribers } from './subscribers.ts'

/** What a process of Yidan needs to know of its surroundings. */
export type RuntimeOptions = Pick<Config, 'dataDir' | 'instanceKey' | 'instanceKeyNext' | 'logLevel'> & {
  /** The database as `yidan_app`. */
  appUrl: string
  connections: number
  /** For a server: see `openDatabase`. */
  fairness?: DatabaseOptions['fairness']
}

/**
 * Opens the database as the application's role, the instance's key and the log.
 * @throws Error when the role could see past row-level security
 */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { appUrl: url, connections, fairness, logLevel } = options
  const subscribersOf = subscriptionsOf(subscribers)
  const database = openDatabase({ url, connections, subscribersOf, ...(fairness !== undefined && { fairness }) })
  await refusePrivilegedRole(database)
  // A key that cannot be used is told at the start; it is read again when a merchant's keys are, as it may be renewed.
  await loadInstanceKeys(options)
  return {
    database,
    clock: systemClock,
    keysOf: createKeysOf(database, () => loadInstanceKeys(options)),
    logger: createLogger(logLevel),
    files: createLocalFiles(join(options.dataDir, 'files'), systemClock),
    dataDir: options.dataDir,
  }
}
