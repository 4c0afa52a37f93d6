import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { clientAddress } from '../../platform/http/doors/client-address.ts'
import { ownOrigin } from '../../platform/http/doors/own-host.ts'
import { isSameOrigin } from '../../platform/http/same-origin.ts'
import { type HeadedAnswer, servePublic } from '../../platform/http/serve.ts'
import { unauthorized } from '../unauthorized.ts'
import { answerSecondFactor, writeChallengeToken } from './answer-second-factor.ts'
import * as contracts from './contract.ts'
import { deviceCookie, readCookie, sessionCookie, writeCookie } from './cookies.ts'
import { deviceLifeSeconds } from './device-cookie.ts'
import type { Visitor } from './open-session.ts'
import type { OwnOrigin } from './passkeys.ts'
import { requestReset } from './request-reset.ts'
import { needsMerchant } from './resolve-merchant.ts'
import type { Session } from './session.ts'
import { type SignInOutcome, signIn } from './sign-in.ts'
import { askForPasskey, signInWithPasskey } from './sign-in-with-passkey.ts'
import { readLink, useLink } from './use-link.ts'

/** Serves the ways in. */
export function serveSignIn(app: App): void {
  const { runtime, doors } = app
  servePublic(app, contracts.getSignInFormContract, async (_, request) => ({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: { needsMerchant: await needsMerchant(runtime), isSignedIn: await isSignedIn(app, request) },
  }))
  servePublic(app, contracts.signInContract, (input, request) =>
    attempt(app, request, async (visitor) => answerOf(await signIn(runtime, input, visitor))),
  )
  servePublic(app, contracts.answerSecondFactorContract, (input, request) =>
    attempt(app, request, async (visitor) => answerOf(await answerSecondFactor(runtime, input, visitor))),
  )
  servePublic(app, contracts.askForPasskeyContract, (input, request) =>
    attempt(app, request, async (visitor) => ({ status: 200, body: await askForPasskey(runtime, input, visitor) })),
  )
  servePublic(app, contracts.signInWithPasskeyContract, (input, request) =>
    attempt(app, request, async (visitor) => answerOf(await signInWithPasskey(runtime, input, visitor))),
  )
  servePublic(app, contracts.readLinkContract, ({ token }, request) =>
    attempt(app, request, async () => ({ status: 200, body: await readLink(runtime, token) })),
  )
  servePublic(app, contracts.useLinkContract, (input, request) =>
    attempt(app, request, async (visitor) => answerOf(await useLink(runtime, input, visitor))),
  )
  servePublic(app, contracts.requestResetContract, async (input, request) => {
    // Beside the answer: the work is more for a name that is known, and how long it takes must not tell that.
    app.beside.start(() => requestReset(runtime, input, visitorOf(request, doors.publicUrl)))
    return { status: 202, body: { status: 'accepted' } }
  })
}

/** Whether the request comes with a session that is live. */
export async function isSignedIn({ authenticate }: App, request: FastifyRequest): Promise<boolean> {
  try {
    return (await authenticate(request)).session !== undefined
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

/** A session as it leaves. */
export function viewSession({ id, method, origin, userAgent, ...times }: Session) {
  const { createdAt, seenAt, expiresAt, endedAt } = times
  return {
    ...{ id, method, origin, userAgent, createdAt: createdAt.toISOString(), seenAt: seenAt.toISOString() },
    ...{ expiresAt: expiresAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
  }
}

/**
 * Lets somebody try a secret: from a page of ours, and not from an address where many were wrong. Who is wrong is counted.
 * @throws DomainError `cross_site_request`, `too_many_requests`
 */
async function attempt<T>(
  { limits, doors }: App,
  request: FastifyRequest,
  work: (visitor: Visitor & { ownOrigin: OwnOrigin }) => Promise<T>,
): Promise<T> {
  if (!isSameOrigin(request.headers, ownOrigin(request, doors.publicUrl))) throw unauthorized('cross_site_request')
  limits.judgeSignIn(request)
  try {
    return await work(visitorOf(request, doors.publicUrl))
  } catch (error) {
    const isWrong = error instanceof DomainError && (error.kind === 'unauthorized' || error.code === 'link_invalid')
    if (isWrong) limits.failSignIn(request)
    throw error
  }
}

function visitorOf(request: FastifyRequest, publicUrl: string | undefined): Visitor & { ownOrigin: OwnOrigin } {
  const { headers } = request
  return {
    origin: clientAddress(request),
    userAgent: headers['user-agent'] ?? '',
    deviceCookie: readCookie(headers.cookie, deviceCookie),
    sessionCookie: readCookie(headers.cookie, sessionCookie),
    ownOrigin: ownOrigin(request, publicUrl),
  }
}

function answerOf(outcome: SignInOutcome): HeadedAnswer {
  if ('secondFactor' in outcome) {
    const challenge = writeChallengeToken(outcome.merchantId, outcome.secondFactor)
    return { status: 200, body: { session: null, secondFactor: { challenge } } }
  }
  const { session, token, lifeSeconds, deviceCookie: device } = outcome
  const cookies = [writeCookie(sessionCookie, token, lifeSeconds), writeCookie(deviceCookie, device, deviceLifeSeconds)]
  return {
    status: 200,
    headers: { 'set-cookie': cookies },
    body: { session: viewSession(session), secondFactor: null },
  }
}
