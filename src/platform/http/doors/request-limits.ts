import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../errors.ts'
import { clientNetwork } from '../../ip-address.ts'
import { createRateLimit } from '../../rate-limit.ts'
import type { Clock } from '../../time.ts'
import { clientAddress } from './client-address.ts'
import type { DoorLimits } from './door-settings.ts'
import { createKnownCredentials, credentialsOf } from './known-credentials.ts'

/**
 * How often who may ask, each a step of a request, in this order. They throw DomainError `too_many_requests`, whose
 * `retryAfterSeconds` becomes Retry-After.
 */
export type RequestLimits = {
  /** Whoever it is: counted for the address. */
  admit: (request: FastifyRequest) => void
  /** Before credentials are looked at. */
  judge: (request: FastifyRequest) => void
  /** They were someone's: from here on it counts for the account or key, no longer for the address. */
  identify: (request: FastifyRequest, principal: { actor: string; requestsPerMinute?: number }) => void
  /** They were no one's. */
  fail: (request: FastifyRequest) => void
  /** Before a password or another secret is looked at: for the address only, for an account others could use it up. */
  judgeSignIn: (request: FastifyRequest) => void
  /** It was wrong, or no one's. */
  failSignIn: (request: FastifyRequest) => void
}

/**
 * Makes the limits of a server. An address can be a whole office, and one program in it may flood us or try keys. So who
 * was identified before with the same credentials is let in where the address has used up what it may.
 */
export function createRequestLimits(limits: DoorLimits, clock: Clock): RequestLimits {
  const requests = createRateLimit({ perMinute: limits.requestsPerAddress, clock })
  const failures = createRateLimit({ perMinute: limits.failuresPerAddress, clock })
  const accounts = createRateLimit({ perMinute: limits.requestsPerAccount, clock })
  const keys = createRateLimit({ perMinute: limits.requestsPerKey, clock })
  const known = createKnownCredentials()
  /** Let in although their address had nothing left: they have nothing to give back. */
  const uncounted = new WeakSet<FastifyRequest>()
  /** Was identified on this connection, and will be: the address is left out altogether. */
  const isSamePerson = (request: FastifyRequest) => request.url.startsWith('/api/') && known.hadBefore(request)

  return {
    admit: (request) => {
      if (isSamePerson(request)) return
      const waitSeconds = requests.take(networkOf(request))
      if (waitSeconds === 0) return
      if (!known.has(request)) refuse(waitSeconds)
      uncounted.add(request)
    },
    judge: (request) => {
      if (credentialsOf(request) === undefined || isSamePerson(request)) return
      const waitSeconds = failures.look(networkOf(request))
      if (waitSeconds > 0 && !known.has(request)) refuse(waitSeconds)
    },
    identify: (request, { actor, requestsPerMinute }) => {
      if (!isSamePerson(request)) {
        if (!uncounted.has(request)) requests.giveBack(networkOf(request))
        known.add(request)
      }
      const waitSeconds = (actor.startsWith('key:') ? keys : accounts).take(actor, requestsPerMinute)
      if (waitSeconds > 0) refuse(waitSeconds)
    },
    fail: (request) => {
      // Who brings nothing guesses nothing.
      if (credentialsOf(request) === undefined) return
      failures.take(networkOf(request))
      known.forget(request)
    },
    judgeSignIn: (request) => {
      const waitSeconds = failures.look(networkOf(request))
      if (waitSeconds > 0) refuse(waitSeconds)
    },
    failSignIn: (request) => void failures.take(networkOf(request)),
  }
}

/**
 * Refuses a request that came too soon.
 * @throws DomainError `too_many_requests`
 */
function refuse(retryAfterSeconds: number): never {
  throw new DomainError('too_many', 'too_many_requests', { facts: { retryAfterSeconds } })
}

function networkOf(request: FastifyRequest): string {
  return clientNetwork(clientAddress(request))
}
