import { everyRole, type Policy } from '../access/role.ts'

/** Everybody has a Home; what stands on it is what else they may see. */
export const analyticsPolicy = {
  'home.read': everyRole,
} as const satisfies Policy
