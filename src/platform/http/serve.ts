import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { only } from '../batch.ts'
import {
  type Answer,
  answerCommand,
  type Command,
  type CommandRequest,
  type QueryContext,
  runQuery,
} from '../command.ts'
import { createCommandBatcher, type WorkTogether } from '../command-batch.ts'
import { DomainError } from '../errors.ts'
import { previewCommand } from '../preview.ts'
import { namesWithin, type Scope } from '../scope.ts'
import { minuteMs } from '../time.ts'
import { type App, bodyOfAnswer, type Principal } from './app.ts'
import type { Contract, InputOf, OutputOf } from './contract.ts'
import { foretold } from './foretell.ts'
import { logRefusal } from './log-refusal.ts'
import { problemMediaType, problemOfParseError } from './problem.ts'
import { idempotencyKeyOf, parse, versionOf } from './read-request.ts'

/** A request that was parsed and allowed. */
export type Call<C extends Contract> = {
  principal: Principal
  input: InputOf<C>
  idempotencyKey?: string
  /** Asked by `?preview=true`: what would happen, and nothing of it. */
  preview: boolean
}

/**
 * Serves a writing operation: its handler runs as one command, and its answer is kept under the idempotency key. Asked for a
 * preview it runs too, and all of it is undone.
 */
export function serveCommand<C extends Contract>(
  app: App,
  contract: C,
  handler: (command: Command, input: InputOf<C>) => Promise<OutputOf<C>>,
): void {
  serveOperation(
    app,
    contract,
    (call, request) => {
      const asked = requestOf(contract, call, request)
      const work = (command: Command) => handler(command, call.input)
      if (call.preview) return preview(app, contract, call, { asked, work })
      return answerCommand(app.runtime, asked, contract.status ?? 200, work)
    },
    send,
  )
}

/**
 * Serves a writing operation that comes in floods: the requests of a merchant that arrive together are one command, whose
 * handler has an outcome for each. A caller notices nothing of the others.
 */
export function serveBatched<C extends Contract>(
  app: App,
  contract: C,
  handler: WorkTogether<InputOf<C>, OutputOf<C>>,
): void {
  const batcher = createCommandBatcher(app.runtime, contract.status ?? 200, handler)
  serveOperation(
    app,
    contract,
    (call, request) => {
      const asked = requestOf(contract, call, request)
      if (!call.preview) return batcher.submit(call.principal.merchantId, { ...asked, input: call.input })
      const alone = Object.assign({}, call.input, { caller: asked })
      const work = async (command: Command) => only(await handler(command, [alone]))
      return preview(app, contract, call, { asked, work })
    },
    send,
  )
}

function preview<C extends Contract>(
  app: App,
  contract: C,
  { input }: Call<C>,
  { asked, work }: { asked: CommandRequest; work: (command: Command) => Promise<unknown> },
): Promise<Answer> {
  const foretell = (command: Command) => foretold(app, contract, command, input)
  return previewCommand(app.runtime, asked, { status: contract.status ?? 200, work, foretell })
}

/** Serves a reading operation on one unchanging picture of the database. */
export function serveQuery<C extends Contract>(
  app: App,
  contract: C,
  handler: (query: QueryContext, input: InputOf<C>) => Promise<OutputOf<C>>,
): void {
  serveOperation(
    app,
    contract,
    async ({ principal, input }) => ({
      status: 200,
      body: await runQuery(app.runtime, principal, (query) => handler(query, input)),
    }),
    send,
  )
}

/**
 * Serves an operation that makes its own transactions (the flood paths) and says its own status. Where its contract promises
 * previews, the handler looks at `call.preview`; `gives` says that it does.
 */
export function serveCall<C extends Contract>(
  app: App,
  contract: C,
  handler: (call: Call<C>, request: FastifyRequest) => Promise<HeadedAnswer>,
  gives: 'no previews' | 'previews' = 'no previews',
): void {
  const promises = contract.method !== 'GET' && contract.preview !== false
  if (promises && gives === 'no previews') throw new Error(`${contract.operation} promises previews and gives none`)
  serveOperation(app, contract, handler, send)
}

/** Serves a stream: `open` is given the connection once its head is written, and ends it. What refuses it is thrown before. */
export function serveStream<C extends Contract>(
  app: App,
  contract: C,
  open: (call: Call<C>, request: FastifyRequest) => Promise<(connection: ServerResponse) => void>,
): void {
  serveOperation(app, contract, open, (reply, start) => {
    void reply.hijack()
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no', // a proxy that gathers would keep it all
      connection: 'close', // once it has ended, nothing keeps a server that closes waiting
    })
    if (reply.request.method === 'HEAD') reply.raw.end()
    else start(reply.raw)
    return reply
  })
}

/** Serves an operation whose result is answered in a form of its own: `respond` writes it. */
export function serveOperation<C extends Contract, Result = HeadedAnswer>(
  app: App,
  contract: C,
  handler: (call: Call<C>, request: FastifyRequest) => Promise<Result>,
  respond: (reply: FastifyReply, result: Result) => FastifyReply,
): void {
  if (contract.permission === 'public') throw new Error(`${contract.operation} is public`)
  if (contract.method !== 'GET' && contract.query !== undefined) {
    throw new Error(`${contract.operation} writes, and has a query of its own beside ?preview`)
  }
  route(app, contract, {
    // Before the body is read: a stranger's is not worth it.
    onRequest: async (request) => {
      principals.set(request, await allow(app, contract, request))
    },
    handler: async (request, reply) => {
      const principal = principals.get(request) as Principal
      const parsed = parse(contract, request)
      if (!parsed.success) return refuse(app, request, reply, parsed.error)
      const { input, preview } = parsed
      const idempotencyKey = idempotencyKeyOf(request)
      const call = { principal, input, preview, ...(idempotencyKey !== undefined && { idempotencyKey }) }
      return respond(reply, await handler(call, request))
    },
  })
}

const proofLastsMs = 15 * minuteMs

/** @throws DomainError `proof_required` */
function requireProof({ session }: Principal, now: Date): void {
  if (session !== undefined && now.getTime() - session.provenAt.getTime() > proofLastsMs) {
    throw new DomainError('forbidden', 'proof_required')
  }
}

/** An answer with headers of its own, such as a cookie. */
export type HeadedAnswer = Answer & { headers?: Record<string, string | string[]> }

/** Serves an operation for anybody: nothing is asked about who they are. */
export function servePublic<C extends Contract>(
  app: App,
  contract: C,
  handler: (input: InputOf<C>, request: FastifyRequest) => Promise<HeadedAnswer>,
): void {
  if (contract.permission !== 'public') throw new Error(`${contract.operation} is not public`)
  route(app, contract, {
    handler: async (request, reply) => {
      const parsed = parse(contract, request)
      return parsed.success
        ? send(reply, await handler(parsed.input, request))
        : refuse(app, request, reply, parsed.error)
    },
  })
}

function route(
  app: App,
  contract: Contract,
  handlers: {
    onRequest?: (request: FastifyRequest) => Promise<void>
    handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>
  },
): void {
  app.contracts.push(contract)
  app.fastify.route({
    method: contract.method,
    url: `/api/v1${contract.path}`,
    ...(contract.bodyLimitBytes !== undefined && { bodyLimit: contract.bodyLimitBytes }),
    ...handlers,
  })
}

/** Who was let in, until their request is answered. */
const principals = new WeakMap<FastifyRequest, Principal>()

/** @throws DomainError `unauthorized`, `too_many_requests`, `not_permitted`, `proof_required` */
async function allow(app: App, { permission, needsProof }: Contract, request: FastifyRequest): Promise<Principal> {
  const principal = await app.authenticate(request)
  if (!principal.may(permission)) {
    const { lacks } = principal
    throw new DomainError('forbidden', 'not_permitted', {
      facts: { permission, ...(lacks !== undefined && { lacks }) },
    })
  }
  if (needsProof === true) requireProof(principal, app.runtime.clock())
  return principal
}

/** @throws DomainError `if_match_invalid` */
function requestOf<C extends Contract>(
  { operation }: C,
  { principal: { merchantId, actor, origin, scope, may }, input, idempotencyKey }: Call<C>,
  request: FastifyRequest,
): CommandRequest {
  const expectedVersion = versionOf(request.headers['if-match'])
  return {
    ...{ merchantId, actor, origin, scope, may },
    ...(expectedVersion !== undefined && { expectedVersion }),
    ...(idempotencyKey !== undefined && {
      idempotency: { key: idempotencyKey, operation, request: claimedRequest(scope, input) },
    }),
  }
}

/** What a key is taken for. Of who is narrowed it is another request: they are not given what somebody else was answered. */
function claimedRequest(scope: Scope, input: unknown): unknown {
  const kinds = Object.keys(scope).sort()
  return kinds.length === 0 ? input : { input, within: kinds.map((kind) => [kind, namesWithin(scope, kind)]) }
}

function send(reply: FastifyReply, answer: HeadedAnswer): FastifyReply {
  // A file, as it is read.
  if (answer.body instanceof Readable) {
    return reply
      .code(answer.status)
      .headers(answer.headers ?? {})
      .send(answer.body)
  }
  const { contentType, text } = bodyOfAnswer(answer)
  const version = (answer.body as { version?: unknown } | null)?.version
  if (typeof version === 'number') void reply.header('etag', `"${version}"`)
  if (answer.headers !== undefined) void reply.headers(answer.headers)
  return reply.code(answer.status).header('content-type', contentType).send(text)
}

function refuse({ runtime }: App, request: FastifyRequest, reply: FastifyReply, error: z.ZodError): FastifyReply {
  const problem = problemOfParseError(error)
  logRefusal(runtime.logger, request, problem)
  return reply.code(problem.status).header('content-type', problemMediaType).send(JSON.stringify(problem))
}
