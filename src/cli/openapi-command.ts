import { writeFile } from 'node:fs/promises'
import type { OpenApiDocument } from '../platform/http/openapi.ts'
import { apiDocument } from '../shell/serve-reference.ts'
import { servedContracts } from '../shell/served-contracts.ts'

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
  return apiDocument(servedContracts())
}
