import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const answeredHeaders = 'ETag, Retry-After'
const askedHeaders = 'Authorization, Content-Type, Idempotency-Key, If-Match'
const askedMethods = 'GET, POST, PUT, DELETE'
const keptSeconds = 600

/**
 * Lets the pages of named origins call the API with a key (CORS). Never with cookies: Access-Control-Allow-Credentials is
 * never sent. For every other origin, and without any named, nothing is said and browsers refuse.
 */
export function allowOrigins(fastify: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return
  const allowed = new Set(origins)
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/')) return done()
    void reply.header('vary', 'Origin')
    const { origin } = request.headers
    if (origin === undefined || !allowed.has(origin)) return done()
    void reply.header('access-control-allow-origin', origin)
    void reply.header('access-control-expose-headers', answeredHeaders)
    if (isPreflight(request)) return answerPreflight(reply)
    done()
  })
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

function answerPreflight(reply: FastifyReply): void {
  void reply
    .code(204)
    .headers({
      'access-control-allow-methods': askedMethods,
      'access-control-allow-headers': askedHeaders,
      'access-control-max-age': keptSeconds,
    })
    .send()
}
