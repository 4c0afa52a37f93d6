import type { Policy } from '../access/role.ts'

/** Who may remove the sample shop: only the owner, since it ends orders, writes stock off and closes places all at once. */
export const trainingPolicy = {
  'training.remove_sample': [],
} as const satisfies Policy
