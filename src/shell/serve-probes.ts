import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { probeDatabase } from '../platform/db/probe.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { isNear } from '../platform/http/doors/client-address.ts'
import { problemMediaType, problemOf } from '../platform/http/problem.ts'
import { monotonicMs } from '../platform/time.ts'

const started = new WeakMap<object, number>()

/**
 * `/healthz`: the process lives. `/readyz`: it reaches its database. `/metrics`: for Prometheus, on this machine or with the
 * token for it.
 */
export function serveProbes(app: App): void {
  const { fastify, runtime } = app
  fastify.get('/healthz', async () => ({ status: 'ok' }))
  fastify.get('/readyz', async (_, reply) => {
    try {
      await probeDatabase(runtime.database)
      return { status: 'ready' }
    } catch {
      const problem = problemOf(503, 'database_unavailable')
      return reply.code(503).header('content-type', problemMediaType).send(JSON.stringify(problem))
    }
  })
  serveMetrics(app)
}

function serveMetrics(app: App): void {
  const { fastify, runtime } = app
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'yidan_http_request_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  fastify.addHook('onRequest', (request, _, done) => {
    started.set(request, monotonicMs())
    done()
  })
  fastify.addHook('onResponse', (request, reply, done) => {
    const startedMs = started.get(request) ?? monotonicMs()
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }
    durations.observe(labels, (monotonicMs() - startedMs) / 1000)
    done()
  })
  fastify.get('/metrics', async (request, reply) => {
    checkReader(app, request)
    const { pool, readPool } = runtime.database
    const connections = Object.entries({ write: pool, read: readPool }).flatMap(
      ([use, { totalCount, waitingCount }]) => [
        `yidan_database_connections{use="${use}",state="open"} ${totalCount}\n`,
        `yidan_database_connections{use="${use}",state="waiting"} ${waitingCount}\n`,
      ],
    )
    return reply.type(registry.contentType).send((await registry.metrics()) + connections.join(''))
  })
}

/**
 * Routes and how often they are used are the operator's business.
 * @throws DomainError `unauthorized`, `too_many_requests`, `metrics_not_open`
 */
function checkReader({ doors: { metricsToken }, limits }: App, request: FastifyRequest): void {
  if (isNear(request)) return
  if (metricsToken === undefined) throw new DomainError('forbidden', 'metrics_not_open')
  limits.judge(request)
  const given = request.headers.authorization ?? ''
  if (timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', `Bearer ${metricsToken}`, 'buffer'))) return
  limits.fail(request)
  throw new DomainError('unauthorized', 'unauthorized')
}
