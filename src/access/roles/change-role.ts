import { type Command, requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { requireEverywhere } from '../../platform/scope.ts'
import { requireHeld } from '../held.ts'
import { builtInRoles } from '../role.ts'
import { roleEvent } from './events.ts'
import { countHolders, insertRole, lockRole, type OwnRole, saveRole } from './role-store.ts'

/** What a role is called and permits. */
export type RoleForm = { name: string; permissions: string[] }

/**
 * Makes a role of the merchant's own.
 * @throws DomainError `role_code_taken`, `scope_not_held`, `out_of_scope`
 */
export async function createRole(
  command: Command,
  { code, name, permissions }: RoleForm & { code: string },
): Promise<OwnRole> {
  const { tx, now, actor } = command
  // A role may be given to anybody, wherever they act.
  requireEverywhere(command.scope)
  requireHeld(command, permissions, 'permissions')
  const role = { id: newId(now), code, name, permissions, version: 1, createdAt: now, archivedAt: null }
  const isTaken = (builtInRoles as readonly string[]).includes(code) || !(await insertRole(tx, role))
  if (isTaken) throw new DomainError('conflict', 'role_code_taken', { field: 'code', facts: { code } })
  await publish(tx, [
    roleEvent('role.created', role, { at: now, actor }, { name: [null, name], permissions: [[], permissions] }),
  ])
  return role
}

/**
 * Changes what a role is called and permits, for everybody who has it, from their next request on.
 * @throws DomainError `role_not_found`, `version_mismatch`, `scope_not_held`, `out_of_scope`
 */
export async function changeRole(
  command: Command,
  { roleId, ...form }: RoleForm & { roleId: string },
): Promise<OwnRole> {
  const { tx, now, actor } = command
  const before = await lockPresent(command, roleId)
  // Who takes a permission away must have it too: else the one who could not give it back would take it.
  requireHeld(command, [...new Set([...before.permissions, ...form.permissions])], 'permissions')
  const after = { ...before, ...form, version: before.version + 1 }
  await saveRole(tx, after)
  const changes = { name: [before.name, after.name], permissions: [before.permissions, after.permissions] }
  await publish(tx, [roleEvent('role.changed', after, { at: now, actor }, changes)])
  return after
}

/**
 * Puts a role away that nobody has any more.
 * @throws DomainError `role_not_found`, `version_mismatch`, `role_in_use`, `scope_not_held`, `out_of_scope`
 */
export async function archiveRole(command: Command, { roleId }: { roleId: string }): Promise<OwnRole> {
  const { tx, now, actor } = command
  const before = await lockPresent(command, roleId)
  requireHeld(command, before.permissions, 'roleId')
  const holders = await countHolders(tx, before.code)
  if (holders > 0) throw new DomainError('conflict', 'role_in_use', { facts: { holders } })
  const after = { ...before, version: before.version + 1, archivedAt: now }
  await saveRole(tx, after)
  await publish(tx, [roleEvent('role.archived', after, { at: now, actor }, { archived: [false, true] })])
  return after
}

async function lockPresent(command: Command, roleId: string): Promise<OwnRole> {
  requireEverywhere(command.scope)
  const role = await lockRole(command.tx, roleId)
  if (role === undefined) throw new DomainError('not_found', 'role_not_found')
  requireVersion(command, role.version)
  return role
}
