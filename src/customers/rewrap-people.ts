import type { RotationStep } from '../access/continue-key-rotation.ts'
import { countPeopleUnder, lockPeopleUnder, savePeopleUnder } from './rotation-store.ts'
import { rewrapPerson } from './sealed-contact.ts'

const portion = 1000

/**
 * Wraps the data key of everyone under the old key by the new one; nothing sealed is touched. Who is erased stays so, and only
 * changes the number.
 */
export const rewrapPeople: RotationStep = {
  count: ({ tx, oldKeyId }) => countPeopleUnder(tx, oldKeyId),
  portion: async ({ tx, keys, oldKeyId }, after) => {
    const people = await lockPeopleUnder(tx, oldKeyId, { after, limit: portion })
    const rewrapped = people.map(({ id, wrappedKey }) => ({
      id,
      wrappedKey: wrappedKey === null ? null : rewrapPerson(keys, { id, wrappedKey }),
    }))
    if (people.length > 0) await savePeopleUnder(tx, keys.keyId, rewrapped)
    return { done: people.length, next: people.length < portion ? null : (people.at(-1)?.id ?? null) }
  },
  needsOldKey: async ({ tx, oldKeyId }) => (await countPeopleUnder(tx, oldKeyId)) > 0,
}
