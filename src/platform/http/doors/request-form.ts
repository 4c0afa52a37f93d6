import type { FastifyRequest } from 'fastify'
import { UnreadableRequest } from '../unreadable-request.ts'

const longestUrl = 8192
const mostHeaders = 100
const mostParameters = 100

/** Of these Node would take the first, or join them, where two programs may have meant different ones. */
const single = new Set(['host', 'authorization', 'content-type', 'idempotency-key', 'if-match', 'origin'])
/** A name that an object has from its prototype is no name of ours. */
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Refuses what no client of ours sends, and what two readers could understand differently, before anything is done for it.
 * @throws UnreadableRequest
 */
export function checkRequestForm(request: FastifyRequest): void {
  const { httpVersionMajor, httpVersionMinor, rawHeaders } = request.raw
  if (httpVersionMajor !== 1 || httpVersionMinor > 1)
    throw new UnreadableRequest(505, 'http_version_not_supported', 'url')
  checkHeaders(rawHeaders, Object.keys(request.headers).length)
  const { url } = request
  if (url.length > longestUrl) throw new UnreadableRequest(414, 'url_too_long', 'url')
  // A whole address instead of a path is for proxies (RFC 9112 section 3.2.2), and its host would contradict ours.
  if (!url.startsWith('/')) throw new UnreadableRequest(400, 'invalid_url', 'url')
  const search = url.indexOf('?')
  if (search >= 0) checkQuery(url, search, request.query as Record<string, unknown>)
}

/** `headers`: name and value in turn, as they came. */
function checkHeaders(headers: readonly string[], differentNames: number): void {
  if (headers.length / 2 > mostHeaders) throw new UnreadableRequest(431, 'headers_too_large', 'headers')
  if (headers.length / 2 === differentNames) return
  const seen = new Set<string>()
  for (let index = 0; index < headers.length; index += 2) {
    const name = (headers[index] as string).toLowerCase()
    if (!single.has(name)) continue
    if (seen.has(name)) throw new UnreadableRequest(400, 'header_repeated', name)
    seen.add(name)
  }
}

function checkQuery(url: string, search: number, query: Record<string, unknown>): void {
  let count = 1
  for (let at = url.indexOf('&', search); at >= 0; at = url.indexOf('&', at + 1)) count++
  if (count > mostParameters) throw new UnreadableRequest(414, 'too_many_parameters', 'url')
  for (const [name, value] of Object.entries(query)) {
    if (prototypeNames.has(name)) throw new UnreadableRequest(400, 'invalid_url', 'url')
    if (Array.isArray(value)) throw new UnreadableRequest(400, 'parameter_repeated', name.slice(0, 200))
  }
}
