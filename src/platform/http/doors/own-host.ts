import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../../ip-address.ts'
import { UnreadableRequest } from '../unreadable-request.ts'

/** Those who watch over a server ask it by its address; what they are told is the same for all. */
const anyHost = /^\/(?:healthz|readyz)(?:\?|$)/

/**
 * Makes the check that a request names us. Where it is known as what people reach us, every other name is refused with 421: a
 * name that someone else had point here (DNS rebinding), or that would come back in a link. This machine may be asked by its
 * own names.
 */
export function createHostCheck(publicUrl: string | undefined): (request: FastifyRequest) => void {
  if (publicUrl === undefined) return () => {}
  const own = new URL(publicUrl)
  const names = new Set([own.host, `${own.hostname}:${own.port || (own.protocol === 'https:' ? '443' : '80')}`])
  return (request) => {
    const host = request.host.toLowerCase()
    if (names.has(host) || isLoopbackHost(host) || anyHost.test(request.url)) return
    throw new UnreadableRequest(421, 'host_not_ours', 'Host')
  }
}

function isLoopbackHost(host: string): boolean {
  const [, name = ''] = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/.exec(host) ?? []
  return name === 'localhost' || isLoopback(name.replace(/^\[|\]$/g, ''))
}

/** The origin that a page of ours has: the one that is set, else the one that the request came to. */
export function ownOrigin(request: Pick<FastifyRequest, 'protocol' | 'host'>, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}
