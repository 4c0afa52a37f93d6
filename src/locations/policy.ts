import { everyRole, type Policy } from '../access/role.ts'

/** Who may read and change warehouses and stores. */
export const locationPolicy = {
  'locations.read': everyRole,
  'locations.write': ['manager'],
} as const satisfies Policy
