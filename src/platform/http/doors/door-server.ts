import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { clientNetwork, isLoopback, networksOf } from '../../ip-address.ts'
import type { Certificate, DoorSettings } from './door-settings.ts'

const longestHeadersBytes = 16 * 1024
const handshakeMs = 10_000
const mostConnections = 10_000

/** Makes the server that listens: it drops who is slow, and who holds more connections than an address may. */
export function createDoorServer(settings: DoorSettings, listener: RequestListener): Server {
  const { headersMs, requestMs, idleMs, stalledMs, checkMs } = settings.times
  const options: ServerOptions = {
    maxHeaderSize: longestHeadersBytes,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: checkMs,
    requireHostHeader: true,
    insecureHTTPParser: false,
    noDelay: true,
  }
  const server =
    settings.tls === undefined
      ? createServer(options, listener)
      : createTlsServer({ ...options, ...tlsOptionsOf(settings.tls) }, listener)
  server.maxConnections = mostConnections
  server.setTimeout(stalledMs)
  boundConnections(server, settings)
  return server
}

/** Those of TLS 1.3, and of TLS 1.2 what RFC 9325 section 4.2 recommends: a key of its own for each connection, and AEAD. */
const ciphers = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  ...['ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
].join(':')

/** TLS 1.2 and newer (RFC 8996), HTTP/1.1. */
export function tlsOptionsOf({ cert, key }: Certificate) {
  const minVersion = 'TLSv1.2' as const
  return { cert, key, minVersion, ciphers, ALPNProtocols: ['http/1.1'], handshakeTimeout: handshakeMs }
}

function boundConnections(server: Server, { limits, trustedProxies }: DoorSettings): void {
  const most = limits.connectionsPerAddress
  if (most === 0) return
  const isProxy = networksOf(trustedProxies)
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isLoopback(address) || isProxy(address)) return
    const network = clientNetwork(address)
    const count = (open.get(network) ?? 0) + 1
    if (count > most) return void socket.destroy()
    open.set(network, count)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left === 0) open.delete(network)
      else open.set(network, left)
    })
  })
}
