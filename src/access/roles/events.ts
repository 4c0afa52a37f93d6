import type { DomainEvent } from '../../platform/events.ts'
import type { OwnRole } from './role-store.ts'

type RoleEventType = 'role.created' | 'role.changed' | 'role.archived'

/** Tells what became of a role, and what it was before. */
export function roleEvent(
  type: RoleEventType,
  { id, code, version }: OwnRole,
  told: { at: Date; actor: string },
  changes: object,
): DomainEvent<RoleEventType> {
  return { objectType: 'role', objectId: id, version, type, data: { code, changes }, ...told }
}
