import type { Command } from '../platform/command.ts'
import { instanceFingerprint, rewrapMerchantKey } from '../platform/crypto/key-ring.ts'
import { wrappingKeyId } from '../platform/crypto/sealing.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { keyRotationCompleted } from './events.ts'
import type { KeyRotation } from './key-rotation.ts'
import { insertKeyRotation, lockMerchantKeys, saveWrappedKey } from './key-rotation-store.ts'

/**
 * Wraps the merchant's keys by the instance's next key, those that the one before has wrapped; answers how many that was.
 * @throws InstanceKeyWrong when neither has
 */
export async function rewrapMerchantKeys(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  { next, present }: { next: Buffer; present: Buffer },
): Promise<number> {
  const newKeyId = instanceFingerprint(next)
  const rows = await lockMerchantKeys(tx)
  const left = rows.filter(({ wrappedKey }) => wrappingKeyId(wrappedKey) !== newKeyId)
  if (left.length === 0) return 0
  for (const row of left) await saveWrappedKey(tx, rewrapMerchantKey(present, next, row))
  const rotation: KeyRotation = {
    id: newId(now),
    ...{ kind: 'instance', oldKeyId: instanceFingerprint(present), newKeyId, step: 'keys', position: null },
    ...{ done: left.length, total: left.length, version: 1, startedBy: actor, startedAt: now, completedAt: now },
  }
  await insertKeyRotation(tx, rotation)
  await publish(tx, [keyRotationCompleted(rotation, { at: now, actor })])
  return left.length
}
