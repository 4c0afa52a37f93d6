import type { Command } from '../platform/command.ts'
import type { KeyKind } from '../platform/crypto/key-ring.ts'
import { holdKeys } from '../platform/crypto/present-keys.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { keyRotationStarted } from './events.ts'
import { holdInstanceKey } from './instance-key-store.ts'
import { type KeyRotation, rotationRunning, rotationSteps } from './key-rotation.ts'
import { findRunningRotation, insertKeyRotation, retireKey } from './key-rotation-store.ts'
import { insertMerchantKey } from './merchant-store.ts'

/**
 * Makes the merchant's next key of a kind and retires the present one. From the commit on everything new is made with the new
 * key: whoever is about to write with the old one was waited for, or fails and does it again.
 * @throws DomainError `key_rotation_running`
 */
export async function startKeyRotation(
  { tx, now, actor, keys }: Pick<Command, 'tx' | 'now' | 'actor' | 'keys'>,
  kind: KeyKind,
): Promise<KeyRotation> {
  const running = await findRunningRotation(tx)
  if (running !== undefined) throw rotationRunning(running)
  if (keys.makeNext === undefined) throw new Error('these keys cannot be renewed')
  const { row, fingerprint } = await keys.makeNext(kind)
  const oldKeyId = kind === 'wrapping' ? keys.keyId : keys.searchKeyId
  const rotation: KeyRotation = {
    id: newId(now),
    ...{ kind, oldKeyId, newKeyId: row.keyId },
    ...{ step: rotationSteps[kind][0], position: null, done: 0, total: null, version: 1 },
    ...{ startedBy: actor, startedAt: now, completedAt: null },
  }
  // First: of two at once the other waits here, before it holds any key that this one is about to change.
  await insertKeyRotation(tx, rotation)
  await tx.run(holdKeys(tx, keys))
  await holdInstanceKey(tx, fingerprint, now)
  await retireKey(tx, { kind, keyId: oldKeyId, at: now })
  await insertMerchantKey(tx, row, now)
  await publish(tx, [keyRotationStarted(rotation, { at: now, actor })])
  return rotation
}
