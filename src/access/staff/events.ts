import type { DomainEvent } from '../../platform/events.ts'
import type { Staff } from './staff.ts'

/** What becomes of a member of staff; never with a name, an address or a secret. */
export type StaffEventType =
  | 'staff.invited'
  | 'staff.joined'
  | 'staff.changed'
  | 'staff.password_set'
  | 'staff.second_factor_set'
  | 'staff.second_factor_removed'
  | 'staff.recovery_codes_made'
  | 'staff.passkey_added'
  | 'staff.passkey_removed'

/** Tells what became of a member of staff. */
export function staffEvent(
  type: StaffEventType,
  { id, version }: Pick<Staff, 'id' | 'version'>,
  told: { at: Date; actor: string },
  data: object = {},
): DomainEvent<StaffEventType> {
  return { objectType: 'staff', objectId: id, version, type, data, ...told }
}
