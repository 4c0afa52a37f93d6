import type { MerchantKeys } from './crypto/key-ring.ts'
import type { Database } from './db/database.ts'
import type { FileStore } from './files/file-store.ts'
import type { Logger } from './logger.ts'
import type { Clock } from './time.ts'

/** What a process hands to everything that serves a request or works a job. Made once, by the shell. */
export type Runtime = {
  database: Database
  clock: Clock
  /** A merchant's keys, opened once and kept in memory. */
  keysOf: (merchantId: string) => Promise<MerchantKeys>
  logger: Logger
  files: FileStore
  /** Where files of this instance are kept; where it is left out, none are. */
  dataDir?: string
}
