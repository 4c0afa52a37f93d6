import type { RotationStep } from '../continue-key-rotation.ts'
import { rewrapOne } from './sealed-staff.ts'
import { countStaffUnder, lockStaffUnder, saveStaffUnder } from './staff-store.ts'

const portion = 200

/** Wraps the data key of every member of staff under the old key by the new one; nothing sealed is touched. */
export const rewrapStaff: RotationStep = {
  count: ({ tx, oldKeyId }) => countStaffUnder(tx, oldKeyId),
  portion: async ({ tx, keys, oldKeyId }, after) => {
    const staff = await lockStaffUnder(tx, oldKeyId, { after, limit: portion })
    for (const { id, wrappedKey } of staff) {
      await saveStaffUnder(tx, keys.keyId, { id, wrappedKey: rewrapOne(keys, { id, wrappedKey }) })
    }
    return { done: staff.length, next: staff.length < portion ? null : (staff.at(-1)?.id ?? null) }
  },
  needsOldKey: async ({ tx, oldKeyId }) => (await countStaffUnder(tx, oldKeyId)) > 0,
}
