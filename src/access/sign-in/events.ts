import type { DomainEvent } from '../../platform/events.ts'
import type { AccessLink } from './access-link.ts'
import type { SecuritySettings, Session } from './session.ts'

type Told = { at: Date; actor: string }
type SessionEventType = 'session.started' | 'session.proven' | 'session.ended'

/** Tells what became of a session. */
export function sessionEvent(
  type: SessionEventType,
  { id, staffId, method, version }: Session,
  told: Told,
  facts: object = {},
): DomainEvent<SessionEventType> {
  return { objectType: 'session', objectId: id, version, type, data: { staffId, method, ...facts }, ...told }
}

/** Tells that somebody was not let in. Nobody's name stands in it: of a name that is known, the person's id. */
export function signInFailed(
  id: string,
  { staffId, step }: { staffId: string | null; step: 'password' | 'second_factor' | 'passkey' | 'link' },
  told: Told,
): DomainEvent<'sign_in.failed'> {
  return { objectType: 'sign_in', objectId: id, version: 1, type: 'sign_in.failed', data: { staffId, step }, ...told }
}

/** Tells that a link was made or used; who sends it listens. */
export function linkEvent(
  type: 'access_link.made' | 'access_link.used',
  { id, kind, staffId }: AccessLink,
  told: Told,
): DomainEvent<'access_link.made' | 'access_link.used'> {
  const version = type === 'access_link.made' ? 1 : 2
  return { objectType: 'access_link', objectId: id, version, type, data: { kind, staffId }, ...told }
}

/** Tells that the merchant set how long sessions last, or whether a second factor is needed. */
export function securitySettingsSet(
  {
    id,
    version,
    changes,
  }: { id: string; version: number; changes: Partial<Record<keyof SecuritySettings, unknown[]>> },
  told: Told,
): DomainEvent<'security_settings.set'> {
  return {
    ...{ objectType: 'security_settings', objectId: id, version, type: 'security_settings.set', data: { changes } },
    ...told,
  }
}
