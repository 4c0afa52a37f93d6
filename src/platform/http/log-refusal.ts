import type { FastifyRequest } from 'fastify'
import type { Logger } from '../logger.ts'
import { clientAddress } from './doors/client-address.ts'
import type { Problem } from './problem.ts'

/** Of what a client is told, that which may be an attempt: a form that is none, no right, too often. */
const told = new Set([400, 401, 403, 408, 413, 414, 415, 421, 429, 431, 505])

/** Who asks, once they are known. */
const actors = new WeakMap<FastifyRequest, string>()

/** Notes who asks, for what is logged of their request. */
export function noteActor(request: FastifyRequest, actor: string): void {
  actors.set(request, actor)
}

/** Logs a refusal that may be an attempt to get past the doors: its code, and nothing of what was sent. */
export function logRefusal(logger: Logger, request: FastifyRequest, { status, code }: Problem): void {
  if (!told.has(status)) return
  const facts = {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url,
    origin: clientAddress(request),
  }
  logger.info(
    { ...facts, actor: actors.get(request), status, code },
    status === 401 || status === 403 ? 'not let in' : 'refused',
  )
}
