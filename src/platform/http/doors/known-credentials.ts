import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** Credentials that were someone's when they were last seen. Being known gives nothing but not having to wait with strangers. */
export type KnownCredentials = {
  has: (request: FastifyRequest) => boolean
  /** Whether the request before on the same connection had the same ones: for the flood paths, without a hash. */
  hadBefore: (request: FastifyRequest) => boolean
  add: (request: FastifyRequest) => void
  forget: (request: FastifyRequest) => void
}

const mostKnown = 10_000

/** Remembers credentials, as hashes: the secrets are kept no longer than the connection that they came on. */
export function createKnownCredentials(): KnownCredentials {
  /** The latest that were added stand last. */
  const hashes = new Set<string>()
  const byConnection = new WeakMap<object, string>()
  const hashOf = (request: FastifyRequest) => hash('sha256', credentialsOf(request) ?? '', 'base64')
  return {
    has: (request) => credentialsOf(request) !== undefined && hashes.has(hashOf(request)),
    hadBefore: (request) => {
      const credentials = credentialsOf(request)
      return credentials !== undefined && byConnection.get(request.raw.socket) === credentials
    },
    add: (request) => {
      byConnection.set(request.raw.socket, credentialsOf(request) ?? '')
      const known = hashOf(request)
      hashes.delete(known)
      hashes.add(known)
      if (hashes.size <= mostKnown) return
      const [oldest] = hashes
      if (oldest !== undefined) hashes.delete(oldest)
    },
    forget: (request) => {
      byConnection.delete(request.raw.socket)
      hashes.delete(hashOf(request))
    },
  }
}

/** What a request brings to say who it is from: a key, or the cookie of a session; other cookies say nothing. */
export function credentialsOf({ headers }: FastifyRequest): string | undefined {
  return headers.authorization || /(?:^|; *)(__Host-yidan=[^;]+)/.exec(headers.cookie ?? '')?.[1] || undefined
}
