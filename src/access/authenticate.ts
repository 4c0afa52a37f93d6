import type { Authenticate } from '../platform/http/app.ts'
import { clientAddress } from '../platform/http/doors/client-address.ts'
import { ownOrigin } from '../platform/http/doors/own-host.ts'
import { isSameOrigin } from '../platform/http/same-origin.ts'
import type { Runtime } from '../platform/runtime.ts'
import { createAuthenticateKey } from './keys/authenticate-key.ts'
import type { Policy } from './role.ts'
import { authenticateSession } from './sign-in/authenticate-session.ts'
import { readCookie, sessionCookie } from './sign-in/cookies.ts'
import { parseSessionToken } from './sign-in/session.ts'
import { unauthorized } from './unauthorized.ts'

/**
 * Makes the application's `authenticate`: a program comes with `Authorization: Bearer yd_…`, a person with the cookie of a
 * session. A key goes before a cookie. What writes, and comes with a cookie, must come from our own pages.
 * The answer is a Principal, or a DomainError `unauthorized` that never says why.
 */
export function createAuthenticate(runtime: Runtime, policy: Policy, publicUrl?: string): Authenticate {
  const authenticateKey = createAuthenticateKey(runtime)
  return async (request, purpose = 'use') => {
    const { headers } = request
    const origin = clientAddress(request)
    if (headers.authorization !== undefined) return { ...(await authenticateKey(headers.authorization)), origin }
    const token = parseSessionToken(readCookie(headers.cookie, sessionCookie) ?? '')
    if (token === undefined) throw unauthorized()
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    const isOurs = isReading || isSameOrigin(headers, ownOrigin(request, publicUrl))
    if (!isOurs) throw unauthorized('cross_site_request')
    return { ...(await authenticateSession(runtime, policy, { ...token, purpose })), origin }
  }
}
