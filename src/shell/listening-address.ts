import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../config.ts'
import { isLoopback } from '../platform/ip-address.ts'

const usualPort = 3000
const portsTried = 20

/**
 * The port the server will listen on: the one that was asked for, else 3000 or the next free one.
 * @throws Error when the port that was asked for cannot be had, saying why and what to set
 */
export async function choosePort(host: string, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    const fault = await listeningFault(host, wanted)
    if (fault !== undefined)
      throw new Error(`cannot listen on ${host} port ${wanted} (${fault}): set HOST or PORT to another`)
    return wanted
  }
  let fault: string | undefined
  for (let port = usualPort; port < usualPort + portsTried; port++) {
    fault = await listeningFault(host, port)
    if (fault === undefined) return port
    if (fault !== 'EADDRINUSE') break
  }
  throw new Error(`cannot listen on ${host} from port ${usualPort} on (${fault}): set HOST or PORT to another`)
}

/** Where this machine itself reaches a server that listens on `host`, which may stand for all of its addresses. */
export function localAddress(host: string, port: number, scheme: 'http' | 'https' = 'http'): string {
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `${scheme}://${near.includes(':') ? `[${near}]` : near}:${port}`
}

/** Whether others could read what clients send: we are reached from outside, by neither TLS nor a proxy that has it. */
export function isReadableOnTheWay({ host, doors }: Pick<Config, 'host' | 'doors'>): boolean {
  if (host === 'localhost' || isLoopback(host)) return false
  return doors.certificateFiles === undefined && doors.trustedProxies.length === 0
}

/** What is said then, in one line. */
export function readableWarning(host: string): string {
  return `WARNING: listening on ${host} without TLS: keys, names and addresses can be read on the way. Set YIDAN_TLS_CERT and YIDAN_TLS_KEY, or YIDAN_TRUSTED_PROXIES to a proxy that has TLS`
}

/**
 * Where people reach a server that listens on `port`, for the links that they are given: what was set, or else this machine, as
 * `localhost`, since passkeys need a name.
 */
export function peopleAddress({ host, doors }: Pick<Config, 'host' | 'doors'>, port = usualPort): string {
  if (doors.publicUrl !== undefined) return doors.publicUrl
  const scheme = doors.certificateFiles === undefined ? 'http' : 'https'
  return localAddress(host, port, scheme).replace(/\/\/(?:127\.0\.0\.1|\[::1\])/, '//localhost')
}

/** The address of a sign-in link. The token stands behind a #, which browsers keep to themselves, so that it is in no log. */
export function signInAddress(address: string, token: string): string {
  return `${address}/sign-in#token=${token}`
}

async function listeningFault(host: string, port: number): Promise<string | undefined> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
