import { openDatabase } from '../platform/db/database.ts'
import { noFiles } from '../platform/files/file-store.ts'
import type { Contract } from '../platform/http/contract.ts'
import { silentLogger } from '../platform/logger.ts'
import { systemClock } from '../platform/time.ts'
import { buildApp } from './build-app.ts'

/** The contracts of everything this version serves. No database is reached for them. */
export function servedContracts(): Contract[] {
  const app = buildApp({
    database: openDatabase({ url: 'postgresql://nobody@127.0.0.1/none', connections: 1 }),
    clock: systemClock,
    keysOf: () => Promise.reject(new Error('no keys without a database')),
    logger: silentLogger,
    files: noFiles,
  })
  return app.contracts
}
