import type { Command } from '../../platform/command.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import { requireHeld, requireHeldScope } from '../held.ts'
import { builtInRoles, type Policy, permissionsOfRoles } from '../role.ts'
import { findRoles } from '../roles/role-store.ts'
import type { Staff } from './staff.ts'
import { lockOwners } from './staff-store.ts'

type Rights = Pick<Staff, 'roles' | 'locationIds' | 'channels'>

/**
 * Asks whether the caller may decide about somebody of these rights, or give them: only who has them all. Else who looks after
 * staff could take an owner's place.
 * @throws DomainError `role_unknown`, `scope_not_held`, `out_of_scope`
 */
export async function requireSway(
  command: Pick<Command, 'tx' | 'may' | 'scope'>,
  policy: Policy,
  { roles, locationIds, channels }: Rights,
): Promise<void> {
  const own = new Map((await findRoles(command.tx)).map(({ code, permissions }) => [code, permissions]))
  const unknown = roles.findIndex((role) => !own.has(role) && !(builtInRoles as readonly string[]).includes(role))
  if (unknown >= 0) {
    throw new DomainError('invalid', 'role_unknown', {
      field: `roles[${unknown}]`,
      facts: { role: roles[unknown] ?? '' },
    })
  }
  const may = permissionsOfRoles(policy, { roles, permissions: roles.flatMap((role) => own.get(role) ?? []) })
  requireHeld(command, [...Object.keys(policy).filter(may), ...(roles.includes('owner') ? ownersOnly : [])], 'roles')
  requireHeldScope(command, { locationIds, channels })
}

/** What no role but the owner's has, and no policy names: so only an owner makes or changes an owner. */
const ownersOnly = ['owner']

/**
 * Asks whether an owner is left who can come in. Locks them all, so that two cannot go at once.
 * @throws DomainError `last_owner`
 */
export async function requireAnotherOwner(tx: Transaction, staffId: string): Promise<void> {
  const owners = await lockOwners(tx)
  const isOwner = owners.some(({ id }) => id === staffId)
  if (isOwner && !owners.some(({ id, hasWayIn }) => id !== staffId && hasWayIn))
    throw new DomainError('conflict', 'last_owner')
}
