import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'

/**
 * Takes bodies of JSON in UTF-8 (RFC 8259 section 8.1) and no others. What is no UTF-8 is refused: the usual parser would put
 * U+FFFD in its place, and keep a text that nobody gave.
 */
export function takeJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body as Buffer)) return done(new SyntaxError('the body is not UTF-8'))
    return parse(request, body.toString(), done)
  })
}
