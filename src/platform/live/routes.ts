import { DomainError } from '../errors.ts'
import type { App } from '../http/app.ts'
import { serveStream } from '../http/serve.ts'
import { liveContract } from './contract.ts'
import { createLiveHub, type LiveHub, type StreamLimits } from './live-hub.ts'
import type { LiveObject } from './live-object.ts'

/** Serves what changes, as it changes; answers the hub, for who tells more by it. */
export function serveLive(app: App, objects: readonly LiveObject[], limits?: StreamLimits): LiveHub {
  const hub = createLiveHub(app.runtime, objects, limits)
  // Before it waits for its connections to end: these do not end by themselves.
  app.fastify.addHook('preClose', () => hub.close())
  serveStream(app, liveContract, async ({ principal, input }, request) => {
    if (request.headers.accept?.includes('text/event-stream') !== true) {
      throw new DomainError('not_acceptable', 'not_event_stream', { field: 'Accept' })
    }
    hub.requireRoom(principal)
    const last = request.headers['last-event-id']
    const since = typeof last === 'string' && last !== '' ? last : input.after
    return (connection) => hub.join(connection, { principal, since, again: () => app.authenticateAgain(request) })
  })
  return hub
}
