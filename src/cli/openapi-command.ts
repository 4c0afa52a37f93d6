import { writeFile } from 'node:fs/promises'
import { openDatabase } from '../platform/db/database.ts'
import type { OpenApiDocument } from '../platform/http/openapi.ts'
import { silentLogger } from '../platform/logger.ts'
import { systemClock } from '../platform/time.ts'
import { buildApp } from '../shell/build-app.ts'
import { apiDocument } from '../shell/serve-reference.ts'

/** The committed copy of the API's document. */
export const openApiFile = new URL('../../openapi.json', import.meta.url)

/** `yidan openapi`: the API's document as text; with `write` it replaces the committed copy. */
export async function openApiCommand({ write = false }: { write?: boolean }): Promise<string> {
  const text = `${JSON.stringify(currentDocument(), null, 2)}\n`
  if (write) await writeFile(openApiFile, text)
  return text
}

/** The document of everything this version serves. No database is reached for it. */
export function currentDocument(): OpenApiDocument {
  const app = buildApp({
    database: openDatabase({ url: 'postgresql://nobody@127.0.0.1/none', connections: 1 }),
    clock: systemClock,
    keysOf: () => Promise.reject(new Error('no keys without a database')),
    logger: silentLogger,
  })
  return apiDocument(app)
}
