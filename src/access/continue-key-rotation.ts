import type { Command } from '../platform/command.ts'
import type { MerchantKeys } from '../platform/crypto/key-ring.ts'
import { presentKeys } from '../platform/crypto/present-keys.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { publish } from '../platform/events.ts'
import { keyRotationCompleted } from './events.ts'
import { afterPortion, type KeyRotation, type RotationStepName, rotationSteps } from './key-rotation.ts'
import { destroyKey, lockRunningRotation, saveKeyRotation } from './key-rotation-store.ts'

/** What a step works with: the keys have the old one and the new. */
export type RotationContext = { tx: Transaction; keys: MerchantKeys; oldKeyId: number }

/** How what an old key made is made anew, by the module that owns it. */
export type RotationStep = {
  /** How much of it there is to be gone through. */
  count: (context: RotationContext) => Promise<number>
  /** Does the next of it behind `after`; answers how much that was and where to go on, null at the end. */
  portion: (context: RotationContext, after: string | null) => Promise<{ done: number; next: string | null }>
  /** Whether anything is left that needs the old key. */
  needsOldKey: (context: RotationContext) => Promise<boolean>
}

/** All of them, put together by the shell. */
export type RotationWork = Readonly<Record<RotationStepName, RotationStep>>

/**
 * Works one portion of the merchant's rotation that runs; with the last one the old key is destroyed. Undefined when none
 * runs, or another process is at it. A portion is a transaction: what was cut off is done again.
 */
export async function continueKeyRotation(
  { tx, now, actor, keys }: Pick<Command, 'tx' | 'now' | 'actor' | 'keys'>,
  work: RotationWork,
): Promise<KeyRotation | undefined> {
  const running = await lockRunningRotation(tx)
  if (running === undefined) return undefined
  const context = { tx, keys: await presentKeys({ tx, keys }), oldKeyId: running.oldKeyId }
  const steps = rotationSteps[running.kind].map((name: RotationStepName) => work[name])
  const total = running.total ?? (await sumOf(steps, context))
  const { rotation, isThrough } = afterPortion(
    { ...running, total },
    await work[running.step].portion(context, running.position),
  )
  if (!isThrough) {
    await saveKeyRotation(tx, rotation)
    return rotation
  }
  for (const step of steps) {
    if (await step.needsOldKey(context)) throw new Error(`rotation ${running.id} has left something under the old key`)
  }
  const ended = { ...rotation, total: rotation.done, version: rotation.version + 1, completedAt: now }
  await saveKeyRotation(tx, ended)
  await destroyKey(tx, { kind: running.kind, keyId: running.oldKeyId, at: now })
  await publish(tx, [keyRotationCompleted(ended, { at: now, actor })])
  return ended
}

async function sumOf(steps: readonly RotationStep[], context: RotationContext): Promise<number> {
  let sum = 0
  for (const step of steps) sum += await step.count(context)
  return sum
}
