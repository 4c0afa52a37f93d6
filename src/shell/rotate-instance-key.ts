import { changeInstanceKey } from '../access/instance-key-store.ts'
import { rewrapMerchantKeys } from '../access/rewrap-merchant-keys.ts'
import { runCommand } from '../platform/command.ts'
import { instanceFingerprint } from '../platform/crypto/key-ring.ts'
import { transactControl } from '../platform/db/control.ts'
import type { Runtime } from '../platform/runtime.ts'
import { findMerchantIds } from './each-merchant.ts'
import { type KeySettings, loadInstanceKeys, makeNextInstanceKey, takeNextInstanceKey } from './instance-key.ts'

/** Who renews the key, and who hears how far it is. */
export type InstanceRotation = { actor: string; onProgress?: (done: number, of: number) => void }

/**
 * Puts a new instance key in the place of the present one and wraps every merchant's keys by it; answers how many keys that
 * was. Cut off anywhere, it is gone on with when it is called again: both keys are kept until nothing needs the old one.
 * @throws Error when the key is given by the environment and the next one is not
 */
export async function rotateInstanceKey(
  runtime: Runtime,
  settings: KeySettings,
  { actor, onProgress = () => {} }: InstanceRotation,
): Promise<number> {
  const isGiven = settings.instanceKey !== undefined && settings.instanceKey !== ''
  if (!isGiven) await makeNextInstanceKey(settings)
  const [next, present] = await loadInstanceKeys(settings)
  if (next === undefined || present === undefined) {
    throw new Error('set YIDAN_INSTANCE_KEY_NEXT to the next key, for the servers too, and start them again before')
  }
  const fingerprint = instanceFingerprint(next)
  await transactControl(runtime.database.pool, (control) => changeInstanceKey(control, fingerprint, runtime.clock()))
  // Whoever makes a merchant or a key from here on wraps it by the next one: the merchants that are there are all.
  const merchantIds = await findMerchantIds(runtime)
  let wrapped = 0
  for (const [index, merchantId] of merchantIds.entries()) {
    wrapped += await runCommand(runtime, { merchantId, actor }, (command) =>
      rewrapMerchantKeys(command, { next, present }),
    )
    onProgress(index + 1, merchantIds.length)
  }
  if (!isGiven) await takeNextInstanceKey(settings)
  return wrapped
}
