import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { Server as TlsServer } from 'node:https'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { databaseIsBusy, databaseWentAway } from '../db/failures.ts'
import { DomainError } from '../errors.ts'
import { networksOf } from '../ip-address.ts'
import type { Foretell } from '../preview.ts'
import type { Runtime } from '../runtime.ts'
import type { Scope } from '../scope.ts'
import { rememberMethods } from './allowed-methods.ts'
import { type Beside, createBeside } from './beside.ts'
import type { Contract } from './contract.ts'
import { createDoorServer, tlsOptionsOf } from './doors/door-server.ts'
import { type Certificate, type DoorSettings, defaultDoors } from './doors/door-settings.ts'
import { guardDoors } from './doors/guard-doors.ts'
import { createRequestLimits, type RequestLimits } from './doors/request-limits.ts'
import { addSecurityHeaders } from './doors/security-headers.ts'
import { takeJsonBodies } from './json-body.ts'
import { logRefusal, noteActor } from './log-refusal.ts'
import { type Problem, problemMediaType, problemOf, problemOfDomainError } from './problem.ts'
import { problemOfUnreadable, refuseConnection } from './unreadable-request.ts'

/** Who asks, found from the request's credentials. */
export type Principal = {
  merchantId: string
  /** `staff:<id>` or `key:<id>`. */
  actor: string
  /** From where: the address of the client, as the trusted proxies tell it. */
  origin: string
  scope: Scope
  may: (permission: string) => boolean
  /** Another text as soon as they may do other things, or elsewhere; keys have none. */
  rights?: string
  /** What they have to set up first, before they may do what they otherwise may. */
  lacks?: 'second_factor'
  /** Of who signed in; keys have none. */
  session?: { id: string; staffId: string; provenAt: Date }
  /** How often they may ask in a minute, 0 for no limit, where it is not what all of their kind may. */
  requestsPerMinute?: number
}

/** The server under construction: routes are added to it by `serve`. */
export type App = {
  fastify: FastifyInstance
  runtime: Runtime
  authenticate: (request: FastifyRequest) => Promise<Principal>
  /** Finds who asked, as they stand now; it is counted nowhere, and keeps no session open. */
  authenticateAgain: (request: FastifyRequest) => Promise<Principal>
  contracts: Contract[]
  doors: DoorSettings
  limits: RequestLimits
  /** Takes a renewed certificate for all connections from now on. */
  renewCertificate: (certificate: Certificate) => void
  /** Who adds numbers to the preview of an operation, by its name. */
  foretellers: Map<string, readonly Foretell[]>
  beside: Beside
}

/** Finds who asks. A `look` is no use of what they came in with: it does not put off when their session ends. */
export type Authenticate = (request: FastifyRequest, purpose?: 'use' | 'look') => Promise<Principal>

const defaultBodyLimitBytes = 1024 * 1024
/** What 503 tells the caller: the database comes back, or what it waits for is done. */
const retryAfterSeconds = 2

/** Makes an empty application whose every error answers as a problem. */
export function createApp(runtime: Runtime, authenticate: Authenticate, doors: DoorSettings = defaultDoors): App {
  const limits = createRequestLimits(doors.limits, runtime.clock)
  const servers: Server[] = []
  const fastify = Fastify({
    bodyLimit: defaultBodyLimitBytes,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    logger: false,
    trustProxy: doors.trustedProxies.length > 0 && networksOf(doors.trustedProxies),
    serverFactory: (listener) => {
      const server = createDoorServer(doors, listener)
      servers.push(server)
      return server
    },
    // An address that cannot be read has no route, and so never comes to a hook or the error handler.
    frameworkErrors: (error, request, reply) => {
      addSecurityHeaders(request, reply)
      answerError(runtime, error, request, reply)
    },
    clientErrorHandler: refuseConnection,
  })
  guardDoors(fastify, doors, limits)
  takeJsonBodies(fastify)
  const methodsAt = rememberMethods(fastify)
  fastify.setErrorHandler((error, request, reply) => answerError(runtime, error, request, reply))
  fastify.setNotFoundHandler(({ url }, reply) => {
    const allowed = methodsAt(url)
    const problem = allowed.length > 0 ? problemOf(405, 'method_not_allowed') : problemOf(404, 'no_such_route')
    if (allowed.length > 0) void reply.header('allow', allowed.join(', '))
    void reply.code(problem.status).header('content-type', problemMediaType).send(JSON.stringify(problem))
  })
  const renewCertificate = (certificate: Certificate) => {
    for (const server of servers) (server as TlsServer).setSecureContext(tlsOptionsOf(certificate))
  }
  const beside = createBeside(runtime.logger)
  fastify.addHook('onClose', () => beside.ended())
  return {
    ...{ beside, fastify, runtime, contracts: [], foretellers: new Map(), doors, limits, renewCertificate },
    authenticate: withLimits(authenticate, limits),
    authenticateAgain: (request) => authenticate(request, 'look'),
  }
}

/** Who brings credentials that are no one's is slowed down, and who is known is counted by name. */
function withLimits(authenticate: Authenticate, limits: RequestLimits): App['authenticate'] {
  return async (request) => {
    limits.judge(request)
    try {
      const principal = await authenticate(request)
      noteActor(request, principal.actor)
      limits.identify(request, principal)
      return principal
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unauthorized') limits.fail(request)
      throw error
    }
  }
}

function answerError(runtime: Runtime, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOfError(error)
  if (problem.status >= 500) {
    runtime.logger.error(
      { requestId: request.id, route: request.routeOptions.url, error: String((error as Error).stack ?? error) },
      'request failed',
    )
  }
  logRefusal(runtime.logger, request, problem)
  // By it the person who saw the error and the log speak of the same one.
  void reply.header('x-request-id', request.id)
  if (problem.status === 503) void reply.header('retry-after', retryAfterSeconds)
  if (problem.status === 429) void reply.header('retry-after', Number(problem.facts?.retryAfterSeconds ?? 1))
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  void reply.code(problem.status).header('content-type', problemMediaType).send(JSON.stringify(problem))
}

/** Sends an answer that a command kept: a result as JSON, a refusal as a problem. */
export function bodyOfAnswer(answer: { status: number; body: unknown }): { contentType: string; text: string } {
  if (answer.status < 400) return { contentType: 'application/json; charset=utf-8', text: JSON.stringify(answer.body) }
  const { code, ...more } = answer.body as { code: string; field?: string; facts?: Record<string, unknown> }
  return { contentType: problemMediaType, text: JSON.stringify(problemOf(answer.status, code, more)) }
}

function problemOfError(error: unknown): Problem {
  if (error instanceof DomainError) return problemOfDomainError(error)
  if (databaseWentAway(error)) return problemOf(503, 'database_unavailable')
  if (databaseIsBusy(error)) return problemOf(503, 'database_busy')
  const unreadable = problemOfUnreadable(error)
  if (unreadable !== undefined) return unreadable
  const { statusCode } = error as { statusCode?: number }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return problemOf(statusCode, 'bad_request')
  return problemOf(500, 'internal')
}
