import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { isLoopback, plainAddress } from '../../ip-address.ts'

/** What a proxy adds to the requests that it passes on. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * The client's address: the last one that no trusted proxy has, or that of the connection where the proxies' word is no
 * address.
 */
export function clientAddress(request: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const told = plainAddress(request.ip ?? '')
  return isIP(told) === 0 ? plainAddress(request.socket?.remoteAddress ?? '') : told
}

/** Whether the client is on this machine itself, and not behind a proxy that is. */
export function isNear(request: Pick<FastifyRequest, 'ip' | 'socket' | 'headers'>): boolean {
  return isLoopback(clientAddress(request)) && !proxyHeaders.some((name) => request.headers[name] !== undefined)
}

/** Whether nobody between us and the client reads along: TLS, or a trusted proxy that says so, or no way at all. */
export function isSecure(request: Pick<FastifyRequest, 'ip' | 'socket' | 'headers' | 'protocol'>): boolean {
  return request.protocol === 'https' || isNear(request)
}
