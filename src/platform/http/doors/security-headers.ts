import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * What every answer carries, refusals on the bare connection too. It is said for an answer that is data: nothing in it is
 * shown, run, framed or kept. A page says what it needs with `pagePolicy`.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY', // for what does not know frame-ancestors
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // The camera reads barcodes; nothing here needs the others.
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
  'cache-control': 'no-store',
}

/** Names of the machine itself, which browsers trust without TLS. */
const ownMachine = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/

/** A year (RFC 6797). Not for the names below ours: whose they are is not known here. */
const strictTransport = 'max-age=31536000'

/** Puts the headers on an answer, before anything else can answer. */
export function addSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(securityHeaders)
  // Browsers heed it, and complain of it elsewhere, where nobody can have changed the page on its way.
  if (request.protocol === 'https' || ownMachine.test(request.host)) {
    void reply.header('cross-origin-opener-policy', 'same-origin')
  }
  if (request.protocol === 'https') void reply.header('strict-transport-security', strictTransport)
}

/**
 * The Content-Security-Policy of a page of ours: scripts and everything else only as files of this server. With
 * `inlineStyles` for a page whose library writes styles into the document as it runs, `webAssembly` for one that reads barcodes
 * from a camera; scripts that stand in a page never run.
 */
export function pagePolicy({ inlineStyles = false, webAssembly = false } = {}): string {
  return [
    "default-src 'none'",
    "object-src 'none'",
    `script-src 'self'${webAssembly ? " 'wasm-unsafe-eval'" : ''}`,
    `style-src 'self'${inlineStyles ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
