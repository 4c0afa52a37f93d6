import { continueKeyRotation } from '../access/continue-key-rotation.ts'
import type { KeyRotation } from '../access/key-rotation.ts'
import { runCommand } from '../platform/command.ts'
import type { Runtime } from '../platform/runtime.ts'
import { monotonicMs } from '../platform/time.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'
import { rotationWork } from './rotation-work.ts'

/** How far to go, and who hears of it. */
export type RotationOptions = {
  /** Stops before another portion when it is time: what is left is gone on with later. */
  isOver?: () => boolean
  onProgress?: (rotation: KeyRotation) => void
}

/**
 * Goes on with a merchant's rotation, portion by portion. Answers the rotation as it stands then; undefined when none runs,
 * or another process is at it.
 */
export async function continueRotation(
  runtime: Runtime,
  merchantId: string,
  { isOver = () => false, onProgress = () => {} }: RotationOptions = {},
): Promise<KeyRotation | undefined> {
  const request = { merchantId, actor: 'system:key-rotation' }
  let last: KeyRotation | undefined
  while (!isOver()) {
    const rotation = await runCommand(runtime, request, (command) => continueKeyRotation(command, rotationWork))
    if (rotation === undefined) return last
    onProgress(rotation)
    last = rotation
    if (rotation.completedAt !== null) return last
  }
  return last
}

/** Goes on with the rotations of every merchant for so long; answers how many are still under way then. */
export async function continueRotations(runtime: Runtime, forMs: number): Promise<number> {
  const endMs = monotonicMs() + forMs
  return sumOfEach(runtime, await findMerchantIds(runtime), {
    work: async (merchantId) => {
      const rotation = await continueRotation(runtime, merchantId, { isOver: () => monotonicMs() >= endMs })
      return rotation !== undefined && rotation.completedAt === null ? 1 : 0
    },
    about: (merchantId) => ({ merchantId, job: 'key rotation' }),
  })
}
