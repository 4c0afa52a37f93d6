import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { databaseWentAway } from '../db/failures.ts'
import { DomainError } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import type { Contract } from './contract.ts'
import { type Problem, problemMediaType, problemOf, problemOfDomainError } from './problem.ts'

/** Who asks, found from the request's credentials. */
export type Principal = { merchantId: string; actor: string; may: (permission: string) => boolean }

/** The server under construction: routes are added to it by `serve`. */
export type App = {
  fastify: FastifyInstance
  runtime: Runtime
  authenticate: (request: FastifyRequest) => Promise<Principal>
  contracts: Contract[]
}

const defaultBodyLimitBytes = 1024 * 1024

/** Makes an empty application whose every error answers as a problem. */
export function createApp(runtime: Runtime, authenticate: App['authenticate']): App {
  const fastify = Fastify({
    bodyLimit: defaultBodyLimitBytes,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200 },
    logger: false,
  })
  fastify.setErrorHandler((error, request, reply) => {
    const problem = problemOfError(error)
    if (problem.status >= 500) {
      runtime.logger.error(
        { route: request.routeOptions.url, error: String((error as Error).stack ?? error) },
        'request failed',
      )
    }
    void reply.code(problem.status).header('content-type', problemMediaType).send(JSON.stringify(problem))
  })
  fastify.setNotFoundHandler((_, reply) => {
    void reply
      .code(404)
      .header('content-type', problemMediaType)
      .send(JSON.stringify(problemOf(404, 'no_such_route')))
  })
  return { fastify, runtime, authenticate, contracts: [] }
}

/** Sends an answer that a command kept: a result as JSON, a refusal as a problem. */
export function bodyOfAnswer(answer: { status: number; body: unknown }): { contentType: string; text: string } {
  if (answer.status < 400) return { contentType: 'application/json; charset=utf-8', text: JSON.stringify(answer.body) }
  const { code, ...more } = answer.body as { code: string; field?: string; facts?: object }
  return { contentType: problemMediaType, text: JSON.stringify(problemOf(answer.status, code, more)) }
}

const bodyFaults: Record<string, [status: number, code: string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body_too_large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media_type_not_supported'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid_json'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid_json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'invalid_content_length'],
}

function problemOfError(error: unknown): Problem {
  if (error instanceof DomainError) return problemOfDomainError(error)
  if (databaseWentAway(error)) return problemOf(503, 'database_unavailable')
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  const fault = code === undefined ? undefined : bodyFaults[code]
  if (fault !== undefined) return problemOf(fault[0], fault[1], { field: 'body' })
  if (error instanceof SyntaxError) return problemOf(400, 'invalid_json', { field: 'body' })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return problemOf(statusCode, 'bad_request')
  return problemOf(500, 'internal')
}
