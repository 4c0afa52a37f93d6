import { everyRole, type Policy } from './role.ts'

/** Who may look after people, keys and roles; and what has no module of its own. */
export const accessPolicy = {
  'merchant.read': everyRole,
  'merchant.write': ['manager'],
  /** One's own sessions, password, passkeys: for who signed in, not for keys. */
  'account.own': everyRole,
  /** The names of who works here: to say who did something, and to address somebody. */
  'colleagues.read': everyRole,
  'access.read': ['manager', 'auditor'],
  'access.staff': ['manager'],
  'access.roles': [],
  'access.keys': [],
  'access.security': [],
  'access.rotate_keys': [],
  'audit.read': ['auditor'],
  'audit.export': ['auditor'],
  'events.read': ['manager', 'auditor'],
  'events.write': ['manager'],
} as const satisfies Policy
