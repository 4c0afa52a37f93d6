import type { App } from '../../platform/http/app.ts'
import { serveCommand, serveQuery } from '../../platform/http/serve.ts'
import { checkScopes } from '../keys/api-key.ts'
import { builtInRoles, type Policy, permissionsOfRoles } from '../role.ts'
import { archiveRole, changeRole, createRole } from './change-role.ts'
import { archiveRoleContract, changeRoleContract, createRoleContract, listRolesContract } from './contract.ts'
import { findRoles, type OwnRole } from './role-store.ts'

/** Serves roles. */
export function serveRoles(app: App, policy: Policy): void {
  const all = Object.keys(policy).sort()
  const builtIn = builtInRoles.map((code) => {
    const may = permissionsOfRoles(policy, { roles: [code], permissions: [] })
    return { id: null, code, name: null, permissions: all.filter(may), version: null }
  })
  serveQuery(app, listRolesContract, async ({ tx }) => ({
    items: [...builtIn, ...(await findRoles(tx)).map(viewRole)],
    permissions: all,
  }))
  serveCommand(app, createRoleContract, async (command, input) => {
    checkScopes(input.permissions, all, 'permissions')
    return viewRole(await createRole(command, input))
  })
  serveCommand(app, changeRoleContract, async (command, input) => {
    checkScopes(input.permissions, all, 'permissions')
    return viewRole(await changeRole(command, input))
  })
  serveCommand(app, archiveRoleContract, async (command, input) => viewRole(await archiveRole(command, input)))
}

function viewRole({ id, code, name, permissions, version }: OwnRole) {
  return { id, code, name, permissions, version }
}
