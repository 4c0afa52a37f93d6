import { read, type Transaction } from '../db/transaction.ts'
import { DomainError } from '../errors.ts'
import type { App, Principal } from '../http/app.ts'
import { serveStream } from '../http/serve.ts'
import { liveContract } from './contract.ts'
import { createLiveHub, type StreamLimits, type Viewing } from './live-hub.ts'
import type { LiveObject } from './live-object.ts'

/** Serves what changes, as it changes, and who else has the same open. */
export function serveLive(app: App, objects: readonly LiveObject[], limits?: StreamLimits): void {
  const hub = createLiveHub(app.runtime, objects, limits)
  // Before it waits for its connections to end: these do not end by themselves.
  app.fastify.addHook('preClose', () => hub.close())
  serveStream(app, liveContract, async ({ principal, input }, request) => {
    if (request.headers.accept?.includes('text/event-stream') !== true) {
      throw new DomainError('not_acceptable', 'not_event_stream', { field: 'Accept' })
    }
    const giveBack = hub.keepPlace(principal)
    // Whose head alone is asked for does not come.
    if (request.method === 'HEAD') giveBack()
    const last = request.headers['last-event-id']
    const since = typeof last === 'string' && last !== '' ? last : input.after
    try {
      const viewing = await viewedBy(app, objects, principal, input.viewing)
      return (connection) => {
        giveBack()
        hub.join(connection, { principal, since, again: () => app.authenticateAgain(request) }, viewing)
      }
    } catch (error) {
      giveBack()
      throw error
    }
  })
}

/** What the caller has open, if they may see it. @throws DomainError `not_found` */
async function viewedBy(
  { runtime }: App,
  objects: readonly LiveObject[],
  principal: Principal,
  viewing: string | undefined,
): Promise<Viewing | undefined> {
  if (viewing === undefined) return undefined
  const [type, objectId = ''] = viewing.split(':')
  const object = objects.find((each) => each.type === type)
  const maySee = async ({ merchantId, may, scope }: Principal) => {
    if (object === undefined || !may(object.permission)) return false
    const isTheirs = async (tx: Transaction) => {
      if (object.within === undefined || Object.keys(scope).length === 0) return true
      return object.within !== 'kind' && (await object.within({ tx, scope }, [objectId])).has(objectId)
    }
    return read(runtime.database, merchantId, isTheirs)
  }
  if (!(await maySee(principal))) throw new DomainError('not_found', 'not_found', { field: 'viewing' })
  return { viewed: { merchantId: principal.merchantId, objectType: type ?? '', objectId }, maySee }
}
