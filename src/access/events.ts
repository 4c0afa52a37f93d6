import { changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import type { KeyRotation } from './key-rotation.ts'
import type { Merchant } from './merchant.ts'

type Told = { at: Date; actor: string }

/** Tells that a merchant was made: the first entry of its audit. */
export function merchantCreated(merchant: Merchant, told: Told): DomainEvent {
  const changes = changesBetween(null, merchant, ['code', 'currency', 'country', 'timeZone'])
  const { id: objectId } = merchant
  return { objectType: 'merchant', objectId, version: 1, type: 'merchant.created', data: { changes }, ...told }
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
