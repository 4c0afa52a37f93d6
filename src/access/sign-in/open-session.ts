import { randomBytes } from 'node:crypto'
import type { Command } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { noteOrigin } from '../../platform/origins.ts'
import { hourMs } from '../../platform/time.ts'
import { hashSecret, secretBytes } from '../secret-token.ts'
import { sessionEvent } from './events.ts'
import { type Session, type SignInMethod, writeSessionToken } from './session.ts'
import { findSecuritySettings } from './session-queries.ts'
import { insertSession } from './session-store.ts'

/** Who comes in, from which device, and with which session until now. */
export type Visitor = {
  origin: string
  userAgent: string
  deviceCookie: string | undefined
  sessionCookie: string | undefined
}

/** Somebody is in: what their browser is given. */
export type SignedIn = { session: Session; token: string; lifeSeconds: number }

/** Begins a session; every sign-in has a new one with a new secret. */
export async function openSession(
  { tx, now }: Pick<Command, 'tx' | 'now'>,
  staffId: string,
  { method, visitor, isNewDevice }: { method: SignInMethod; visitor: Visitor; isNewDevice: boolean },
): Promise<SignedIn> {
  const { sessionHours } = await findSecuritySettings(tx)
  const secret = randomBytes(secretBytes).toString('base64url')
  const session: Session = {
    ...{ id: newId(now), staffId, method, origin: visitor.origin, userAgent: visitor.userAgent.slice(0, 300) },
    ...{ createdAt: now, provenAt: now, seenAt: now, expiresAt: new Date(now.getTime() + sessionHours * hourMs) },
    ...{ endedAt: null, version: 1 },
  }
  await insertSession(tx, session, hashSecret(secret))
  noteOrigin(tx, { actor: `staff:${staffId}`, origin: visitor.origin })
  await publish(tx, [sessionEvent('session.started', session, { at: now, actor: `staff:${staffId}` }, { isNewDevice })])
  return { session, token: writeSessionToken(tx.merchantId, secret), lifeSeconds: sessionHours * 3600 }
}
