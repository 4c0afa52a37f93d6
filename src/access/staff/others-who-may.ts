import type { Transaction } from '../../platform/db/transaction.ts'
import { isId } from '../../platform/ids.ts'
import { type Policy, permissionsOfRoles } from '../role.ts'
import { findRoles } from '../roles/role-store.ts'
import { findRoleSets } from './staff-queries.ts'

/** How many people besides an actor may come in and have all of some permissions. */
export async function countOthersWhoMay(
  tx: Transaction,
  policy: Policy,
  { actor, permissions }: { actor: string; permissions: readonly string[] },
): Promise<number> {
  const own = new Map((await findRoles(tx)).map(({ code, permissions: permitted }) => [code, permitted]))
  const [kind, id = ''] = actor.split(':')
  const sets = await findRoleSets(tx, kind === 'staff' && isId(id) ? id : null)
  const able = sets.filter(({ roles }) => {
    const may = permissionsOfRoles(policy, { roles, permissions: roles.flatMap((role) => own.get(role) ?? []) })
    return permissions.every(may)
  })
  return able.reduce((sum, { people }) => sum + people, 0)
}
