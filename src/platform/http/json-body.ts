import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { nestsDeeper } from './doors/json-depth.ts'
import { UnreadableRequest } from './unreadable-request.ts'

/** No contract nests half as deep. */
const deepest = 32

/**
 * Takes bodies of JSON in UTF-8 (RFC 8259 section 8.1) and no others. What is no UTF-8 is refused: the usual parser would put
 * U+FFFD in its place, and keep a text that nobody gave. So is what nests deeper than anything that we take, and an object with
 * a name that would be its prototype's (`__proto__`, a `constructor` with a `prototype`).
 */
export function takeJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error')
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body as Buffer)) return done(new SyntaxError('the body is not UTF-8'))
    if (nestsDeeper(body as Buffer, deepest)) return done(new UnreadableRequest(400, 'json_too_deep', 'body'))
    return parse(request, body.toString(), done)
  })
}
