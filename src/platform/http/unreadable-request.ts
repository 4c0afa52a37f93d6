import type { Socket } from 'node:net'
import { securityHeaders } from './doors/security-headers.ts'
import { type Problem, problemMediaType, problemOf } from './problem.ts'

/** A request that is refused for its form, before anyone asked what it wants. */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest'
  readonly problem: Problem

  constructor(status: number, code: string, field: string) {
    super(code)
    this.problem = problemOf(status, code, { field })
  }
}

/** What Fastify says of a request that it could not read, as our codes. */
const faults: Record<string, [status: number, code: string, field: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large', 'body'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media_type_not_supported', 'body'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid_json', 'body'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid_json', 'body'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'invalid_content_length', 'body'],
  FST_ERR_BAD_URL: [400, 'invalid_url', 'url'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'url_too_long', 'url'],
}

/** The problem of a request that could not be read, or none where the error is another's. */
export function problemOfUnreadable(error: unknown): Problem | undefined {
  if (error instanceof UnreadableRequest) return error.problem
  const { code = '' } = error as { code?: string }
  const fault = Object.hasOwn(faults, code) ? faults[code] : undefined
  if (fault !== undefined) return problemOf(fault[0], fault[1], { field: fault[2] })
  return error instanceof SyntaxError ? problemOf(400, 'invalid_json', { field: 'body' }) : undefined
}

/** Answers on the connection itself what is no HTTP, came too slowly, or has headers without end; and closes it. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const problem = problemOfConnection(error.code)
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}

function problemOfConnection(code: string | undefined): Problem {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problemOf(408, 'request_too_slow')
  if (code === 'HPE_HEADER_OVERFLOW') return problemOf(431, 'headers_too_large', { field: 'headers' })
  return problemOf(400, 'invalid_http', { field: 'headers' })
}
