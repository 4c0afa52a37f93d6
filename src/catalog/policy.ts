import { everyRole, type Policy } from '../access/role.ts'

/** Who may read and change what is sold. */
export const catalogPolicy = {
  'catalog.read': everyRole,
  'catalog.write': ['manager', 'buyer', 'marketing'],
} as const satisfies Policy
