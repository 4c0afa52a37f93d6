import { readFileSync } from 'node:fs'
import type { App } from '../platform/http/app.ts'
import { type OpenApiDocument, openApiOf } from '../platform/http/openapi.ts'
import { referencePage } from './reference-page.ts'

/** `/openapi.json`: the API's contract. `/docs`: the same to read. */
export function serveReference(app: App): void {
  let document: OpenApiDocument | undefined
  const made = () => {
    document ??= apiDocument(app)
    return document
  }
  app.fastify.get('/openapi.json', async () => made())
  app.fastify.get('/docs', async (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(referencePage(made())),
  )
}

/** The document of everything that is served, at this version. */
export function apiDocument(app: Pick<App, 'contracts'>): OpenApiDocument {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return openApiOf(app.contracts, version)
}
