import type { FastifyRequest } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { type HeadedAnswer, servePublic } from '../../platform/http/serve.ts'
import { answerSecondFactor, writeChallengeToken } from './answer-second-factor.ts'
import * as contracts from './contract.ts'
import { deviceCookie, readCookie, sessionCookie, writeCookie } from './cookies.ts'
import { deviceLifeSeconds } from './device-cookie.ts'
import type { Visitor } from './open-session.ts'
import type { OwnOrigin } from './passkeys.ts'
import { requestReset } from './request-reset.ts'
import type { Session } from './session.ts'
import { type SignInOutcome, signIn } from './sign-in.ts'
import { askForPasskey, signInWithPasskey } from './sign-in-with-passkey.ts'
import { readLink, useLink } from './use-link.ts'

/** Serves the ways in. */
export function serveSignIn(app: App): void {
  const { runtime } = app
  servePublic(app, contracts.signInContract, async (input, request) =>
    answerOf(await signIn(runtime, input, visitorOf(request))),
  )
  servePublic(app, contracts.answerSecondFactorContract, async (input, request) =>
    answerOf(await answerSecondFactor(runtime, input, visitorOf(request))),
  )
  servePublic(app, contracts.askForPasskeyContract, async (input, request) => ({
    status: 200,
    body: await askForPasskey(runtime, input, visitorOf(request)),
  }))
  servePublic(app, contracts.signInWithPasskeyContract, async (input, request) =>
    answerOf(await signInWithPasskey(runtime, input, visitorOf(request))),
  )
  servePublic(app, contracts.readLinkContract, async ({ token }) => ({
    status: 200,
    body: await readLink(runtime, token),
  }))
  servePublic(app, contracts.useLinkContract, async (input, request) =>
    answerOf(await useLink(runtime, input, visitorOf(request))),
  )
  servePublic(app, contracts.requestResetContract, async (input, request) => {
    // Beside the answer: the work is more for a name that is known, and how long it takes must not tell that.
    app.beside.start(() => requestReset(runtime, input, visitorOf(request)))
    return { status: 202, body: { status: 'accepted' } }
  })
}

/** A session as it leaves. */
export function viewSession({ id, method, origin, userAgent, ...times }: Session) {
  const { createdAt, seenAt, expiresAt, endedAt } = times
  return {
    ...{ id, method, origin, userAgent, createdAt: createdAt.toISOString(), seenAt: seenAt.toISOString() },
    ...{ expiresAt: expiresAt.toISOString(), endedAt: endedAt?.toISOString() ?? null },
  }
}

function visitorOf({ ip, headers, protocol, host }: FastifyRequest): Visitor & { ownOrigin: OwnOrigin } {
  return {
    origin: ip,
    userAgent: headers['user-agent'] ?? '',
    deviceCookie: readCookie(headers.cookie, deviceCookie),
    ownOrigin: `${protocol}://${host}`,
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
