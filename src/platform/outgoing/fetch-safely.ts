import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { DomainError } from '../errors.ts'
import { networksOf } from '../ip-address.ts'
import { secondMs } from '../time.ts'
import { checkedUrl, portOf, type UrlRules } from './checked-url.ts'
import { type Resolve, resolvePublic, systemResolve } from './resolve-public.ts'

/** What is sent, and within which bounds. */
export type OutgoingRequest = UrlRules & {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | undefined
  headers?: Readonly<Record<string, string>> | undefined
  body?: string | Buffer | undefined
  /** For the whole of it, finding the address included; 10 s when left out. */
  timeoutMs?: number | undefined
  /** Largest answer; 1 MiB when left out. */
  maxBytes?: number | undefined
  /** Networks that may be reached although they are not public, as an operator's own. */
  allowedNetworks?: readonly string[] | undefined
  resolve?: Resolve | undefined
  /** Authorities besides the usual ones, PEM. */
  ca?: string | Buffer | undefined
}

/** What came back; a redirection is answered as it is, and not followed. */
export type OutgoingAnswer = { status: number; headers: IncomingMessage['headers']; body: Buffer }

const usualTimeoutMs = 10 * secondMs
const usualMaxBytes = 1024 * 1024
const ownHeaders = new Set(['host', 'connection', 'transfer-encoding', 'content-length', 'accept-encoding'])

/**
 * Asks an address that a user may have named, and reaches nothing inside. The name is resolved once, and the connection goes
 * to what was checked; TLS and Host keep the name. No proxy of the environment, no redirection, no cookies, no compression.
 * @throws DomainError those of `checkedUrl` and `resolvePublic`; refused `address_unreachable`, `answer_too_slow`,
 * `answer_too_large`
 */
export async function fetchSafely(address: string, options: OutgoingRequest = {}): Promise<OutgoingAnswer> {
  const url = checkedUrl(address, options)
  const { timeoutMs = usualTimeoutMs, resolve = systemResolve, allowedNetworks = [] } = options
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const found = await Promise.race([
      resolvePublic(url.hostname, resolve, networksOf(allowedNetworks)),
      whenAborted(signal),
    ])
    return await ask(url, options, found, signal)
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError('refused', signal.aborted ? 'answer_too_slow' : 'address_unreachable', {
      field: 'url',
      cause: error,
    })
  }
}

async function ask(
  url: URL,
  { method = 'GET', headers = {}, body, maxBytes = usualMaxBytes, ca }: OutgoingRequest,
  found: { address: string; family: number }[],
  signal: AbortSignal,
): Promise<OutgoingAnswer> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const request: RequestOptions = {
    ...{ method, signal, hostname, port: portOf(url), path: `${url.pathname}${url.search}` },
    headers: { ...allowedOf(headers), host: url.host, 'accept-encoding': 'identity', connection: 'close' },
    lookup: pinned(found),
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  // An agent of its own: the global one may go by way of a proxy that the environment names.
  const sent =
    url.protocol === 'https:'
      ? requestHttps(
          {
            ...request,
            agent: new HttpsAgent({ keepAlive: false }),
            minVersion: 'TLSv1.2',
            ...(isIP(hostname) === 0 && { servername: hostname }),
            ...(ca !== undefined && { ca }),
          },
          resolve,
        )
      : requestHttp({ ...request, agent: new HttpAgent({ keepAlive: false }) }, resolve)
  sent.on('error', reject)
  sent.end(body)
  try {
    const answer = await promise
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await bodyOf(answer, maxBytes) }
  } finally {
    sent.destroy()
  }
}

async function bodyOf(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > maxBytes) throw new DomainError('refused', 'answer_too_large', { field: 'url', facts: { maxBytes } })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Those that say how the message is carried are ours. */
function allowedOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.has(name.toLowerCase())))
}

/** Answers what was checked, whatever the name has become since. */
function pinned(found: { address: string; family: number }[]): LookupFunction {
  return (_, { all }, done) => {
    const [first] = found
    if (all) done(null, found)
    else done(null, first?.address ?? '', first?.family ?? 4)
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>()
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  return promise
}
