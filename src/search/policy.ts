import { everyRole, type Policy } from '../access/role.ts'

/** Everybody may search; they find what else they may see. */
export const searchPolicy = {
  'search.use': everyRole,
} as const satisfies Policy
