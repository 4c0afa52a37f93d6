import type { DomainEvent } from '../platform/events.ts'
import type { ApiKey } from './api-key.ts'
import type { KeyRotation } from './key-rotation.ts'

/** What this module tells: keys made and revoked. A key has two versions at most. */
export type AccessEvent = DomainEvent<'api_key.created' | 'api_key.revoked', { scopes: string[] }>

type Told = { at: Date; actor: string }

/** Tells that a key was made. */
export function apiKeyCreated({ id, scopes }: ApiKey, told: Told): AccessEvent {
  return { objectType: 'api_key', objectId: id, version: 1, type: 'api_key.created', data: { scopes }, ...told }
}

/** Tells that a key was revoked. */
export function apiKeyRevoked({ id, scopes }: ApiKey, told: Told): AccessEvent {
  return { objectType: 'api_key', objectId: id, version: 2, type: 'api_key.revoked', data: { scopes }, ...told }
}

/** What is told of a key that is renewed: that it began, and that the old one is destroyed. */
export type KeyRotationEvent = DomainEvent<
  'key_rotation.started' | 'key_rotation.completed',
  Pick<KeyRotation, 'kind' | 'oldKeyId' | 'newKeyId'>
>

/** Tells that a key is being renewed. */
export function keyRotationStarted(rotation: KeyRotation, told: Told): KeyRotationEvent {
  return keyRotationEvent('key_rotation.started', rotation, told)
}

/** Tells that a key was renewed, and the one before destroyed. */
export function keyRotationCompleted(rotation: KeyRotation, told: Told): KeyRotationEvent {
  return keyRotationEvent('key_rotation.completed', rotation, told)
}

function keyRotationEvent(
  type: KeyRotationEvent['type'],
  { id, version, kind, oldKeyId, newKeyId }: KeyRotation,
  told: Told,
): KeyRotationEvent {
  return { objectType: 'key_rotation', objectId: id, version, type, data: { kind, oldKeyId, newKeyId }, ...told }
}
