// What somebody may do who asked for work that is done later, without their session: what they may at that moment, not what they
// might when they asked.
import type { Transaction } from '../platform/db/transaction.ts'
import type { Scope } from '../platform/scope.ts'
import { findKeyRights, findStaffRights } from './actor-rights-queries.ts'
import { isUsable, permissionsOf, scopeOf } from './keys/api-key.ts'
import { type Policy, permissionsOfRoles } from './role.ts'

/** What an actor may do, and where. */
export type ActorRights = { may: (permission: string) => boolean; scope: Scope }

/** Finds what an actor may do now; undefined for who may do nothing any more. */
export type FindRights = (tx: Transaction, actor: string, now: Date) => Promise<ActorRights | undefined>

/** Finds the rights of people by the policy, and those of keys. */
export function createFindRights(policy: Policy): FindRights {
  return async (tx, actor, now) => {
    const [, kind, id] = /^(staff|key):([0-9a-f-]{36})$/.exec(actor) ?? []
    if (id === undefined) return undefined
    if (kind === 'key') {
      const key = await findKeyRights(tx, id)
      return key !== undefined && isUsable(key, now)
        ? { may: permissionsOf(key.scopes), scope: scopeOf(key) }
        : undefined
    }
    const staff = await findStaffRights(tx, id)
    return staff === undefined ? undefined : { may: permissionsOfRoles(policy, staff), scope: scopeOf(staff) }
  }
}

/** Of who may do nothing any more: nothing, nowhere. */
export function rightsOrNone(rights: ActorRights | undefined): ActorRights {
  return rights ?? { may: () => false, scope: { location: new Set(), channel: new Set() } }
}
