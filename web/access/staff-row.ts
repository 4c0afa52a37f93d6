import type { listStaffContract } from '../../src/access/staff/contract.ts'
import type { ItemOf } from '../platform/call.ts'
import type { Tone } from '../platform/theme.ts'

/** Somebody who works here, as the list has them. */
export type StaffRow = ItemOf<typeof listStaffContract>

/** How each state looks. */
export const staffTones: Record<StaffRow['status'], Tone> = { active: 'good', invited: 'active', disabled: 'quiet' }
