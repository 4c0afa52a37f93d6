import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { pagePolicy } from '../platform/http/doors/security-headers.ts'
import { type OpenApiDocument, openApiOf } from '../platform/http/openapi.ts'

/** The areas of the API in the order of a reader's day, by the first word of their permissions. */
const areas = {
  orders: { title: 'Orders 订单', says: 'Intake, holds, changes, cancellation, sourcing.' },
  fulfillment: { title: 'Fulfillment 发货', says: 'The work of warehouses and stores, shipments and their tracking.' },
  payments: { title: 'Payments 收款与退款', says: 'Money in and out, as it was recorded.' },
  stock: { title: 'Stock 库存', says: 'Levels, movements, receipts, adjustments, transfers.' },
  catalog: { title: 'Catalog 商品', says: 'Products, variants, bundles, prices and taxes.' },
  customers: { title: 'Customers 客户', says: 'People and their sealed contacts.' },
  privacy: {
    title: 'Privacy 个人信息保护',
    says: 'Copies of what is held on a person, erasure, legal holds, retention, limits of disclosure.',
  },
  locations: { title: 'Locations 仓库与门店', says: 'Warehouses and stores.' },
  approvals: { title: 'Approvals 审批', says: 'What one person asks for and another decides: write-offs and refunds.' },
  bulk: {
    title: 'Bulk 批量',
    says: 'One thing done with many objects: progress, what became of each, another try, the way back.',
  },
  exports: { title: 'Exports 导出', says: 'Lists taken out as files: who, what, and the file for a day.' },
  settings: { title: 'Settings 设置', says: 'Channels, and how orders are checked and sourced.' },
  merchant: { title: 'Merchant 商户', says: 'Whose API key this is.' },
  access: { title: 'Access 访问', says: 'API keys.' },
}

/**
 * `/openapi.json`: the API's contract. `/docs`: the same to read, to search and to try, with nothing from elsewhere.
 */
export function serveReference(app: App): void {
  let document: OpenApiDocument | undefined
  app.fastify.get('/openapi.json', async () => {
    document ??= apiDocument(app.contracts)
    return document
  })
  servePage(app.fastify)
}

const title = 'Yidan 一单 API'

/** Scripts are files, so that the page's policy allows none that stands in it. */
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <script src="/docs/reference.js" defer></script>
    <script src="/docs/start.js" defer></script>
  </head>
  <body><div id="app"></div></body>
</html>
`

const configuration = {
  url: '/openapi.json',
  theme: 'none',
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  mcp: { disabled: true },
  agent: { disabled: true },
  persistAuth: false,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
}

const scriptType = 'text/javascript; charset=utf-8'

function servePage(fastify: FastifyInstance): void {
  // The library writes its styles into the page as it runs, and elements have styles of their own: no list of hashes
  // would stay true. Only this page allows that.
  const policy = pagePolicy({ inlineStyles: true })
  const showPage = (_: FastifyRequest, reply: FastifyReply) =>
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page)
  fastify.get('/docs', showPage)
  fastify.get('/docs/', showPage)
  fastify.get('/docs/start.js', (_, reply) =>
    reply.type(scriptType).send(`Scalar.createApiReference('#app', ${JSON.stringify(configuration)})\n`),
  )
  let script: Promise<Script> | undefined
  fastify.get('/docs/reference.js', async (request, reply) => {
    // Who never opens the page does without the memory that it takes.
    script ??= readScript()
    const { text, etag } = await script
    void reply.header('etag', etag).header('cache-control', 'no-cache')
    return request.headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(scriptType).send(text)
  })
}

type Script = { text: string; etag: string }

/** The library has its script only behind a route of its own plug-in. */
async function readScript(): Promise<Script> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const fastify = Fastify()
  await fastify.register(reference, { routePrefix: '/docs', configuration: { url: '/openapi.json' } })
  const { body: text, statusCode } = await fastify.inject('/docs/js/scalar.js')
  await fastify.close()
  if (statusCode !== 200) throw new Error(`the reference's script is not where it was: ${statusCode}`)
  return { text, etag: `"${hash('sha256', text, 'base64url')}"` }
}

/** The document of everything that is served, at this version. */
export function apiDocument(contracts: App['contracts']): OpenApiDocument {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return openApiOf(contracts, { version, areas })
}
