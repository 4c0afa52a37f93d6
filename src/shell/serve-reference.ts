import { readFileSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { type OpenApiDocument, openApiOf } from '../platform/http/openapi.ts'

/** The areas of the API in the order of a reader's day, by the first word of their permissions. */
const areas = {
  orders: { title: 'Orders 订单', says: 'Intake, holds, changes, cancellation, sourcing.' },
  fulfillment: { title: 'Fulfillment 发货', says: 'The work of warehouses and stores, shipments and their tracking.' },
  payments: { title: 'Payments 收款与退款', says: 'Money in and out, as it was recorded.' },
  stock: { title: 'Stock 库存', says: 'Levels, movements, receipts, adjustments, transfers.' },
  catalog: { title: 'Catalog 商品', says: 'Products, variants, bundles, prices and taxes.' },
  customers: { title: 'Customers 客户', says: 'People and their sealed contacts.' },
  locations: { title: 'Locations 仓库与门店', says: 'Warehouses and stores.' },
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
  const showPage = createPage()
  app.fastify.get('/docs', showPage)
  app.fastify.get('/docs/*', showPage)
}

/** The page's own styles and starting script stand in it; everything else comes from this server. */
const contentSecurityPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"

/** Who never opens the page does without the 30 MB that it takes: it is made at the first visit. */
function createPage(): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  let page: Promise<FastifyInstance> | undefined
  return async (request, reply) => {
    page ??= makePage()
    const { routing } = await page
    reply.hijack()
    routing(request.raw, reply.raw)
  }
}

async function makePage(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const fastify = Fastify()
  await fastify.register(reference, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Yidan 一单 API',
      theme: 'none',
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      hideClientButton: true,
      mcp: { disabled: true },
      agent: { disabled: true },
      persistAuth: false,
      defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    },
    hooks: {
      onRequest: (_, reply, done) => {
        void reply.header('content-security-policy', contentSecurityPolicy)
        done()
      },
    },
  })
  await fastify.ready()
  return fastify
}

/** The document of everything that is served, at this version. */
export function apiDocument(contracts: App['contracts']): OpenApiDocument {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return openApiOf(contracts, { version, areas })
}
