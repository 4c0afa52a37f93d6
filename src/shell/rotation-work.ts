import type { RotationWork } from '../access/continue-key-rotation.ts'
import { rewrapStaff } from '../access/staff/rewrap-staff.ts'
import { renewVariantTokens } from '../catalog/renew-variant-tokens.ts'
import { renewCustomerKeys } from '../customers/renew-customer-keys.ts'
import { rewrapPeople } from '../customers/rewrap-people.ts'
import { renewOrderTokens } from '../orders/renew-order-tokens.ts'
import { countTokensOfKey, deleteTokensOfKey } from '../platform/search-index.ts'

const tokensAtOnce = 5000

/** What each step of a key's renewal does, module by module; at the end of a search key's its tokens go, whoever's they were. */
export const rotationWork: RotationWork = {
  people: rewrapPeople,
  staff: rewrapStaff,
  customers: renewCustomerKeys,
  orders: renewOrderTokens,
  products: renewVariantTokens,
  tokens: {
    count: ({ tx, oldKeyId }) => countTokensOfKey(tx, oldKeyId),
    portion: async ({ tx, oldKeyId }, after) => {
      const from = Buffer.from(after ?? '', 'hex')
      const { deleted, last } = await deleteTokensOfKey(tx, oldKeyId, { from, limit: tokensAtOnce })
      return { done: deleted, next: deleted < tokensAtOnce ? null : (last?.toString('hex') ?? null) }
    },
    needsOldKey: async ({ tx, oldKeyId }) => (await countTokensOfKey(tx, oldKeyId)) > 0,
  },
}
