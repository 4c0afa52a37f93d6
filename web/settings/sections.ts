import { paths } from '../paths.ts'

/** A part of the settings: its address, who may see it (who has one of these), and the group it stands in. */
export type Section = {
  key: SectionKey
  path: string
  permissions: readonly string[]
  group: 'group_shop' | 'group_people' | 'group_safety' | 'group_system'
}

/** Every part of the settings. */
export type SectionKey =
  | 'shop'
  | 'orders'
  | 'channels'
  | 'staff'
  | 'roles'
  | 'keys'
  | 'security'
  | 'limits'
  | 'privacy'
  | 'encryption'
  | 'undo'
  | 'mail'
  | 'dead_letters'

const section = (
  key: SectionKey,
  address: string,
  group: Section['group'],
  ...permissions: readonly string[]
): Section => ({
  ...{ key, group, permissions, path: paths.settings(address) },
})

/** The parts, in the order in which they are shown. */
export const sections: readonly Section[] = [
  section('shop', 'shop', 'group_shop', 'merchant.read'),
  section('orders', 'orders', 'group_shop', 'settings.read'),
  section('channels', 'channels', 'group_shop', 'settings.read'),
  section('staff', 'staff', 'group_people', 'access.read'),
  section('roles', 'roles', 'group_people', 'access.read'),
  section('keys', 'keys', 'group_people', 'access.keys'),
  section('security', 'security', 'group_safety', 'access.read', 'account.own'),
  section('limits', 'limits', 'group_safety', 'approvals.read'),
  section('privacy', 'privacy', 'group_safety', 'privacy.read'),
  section('encryption', 'encryption', 'group_safety', 'access.rotate_keys'),
  section('undo', 'undo', 'group_system', 'catalog.read'),
  section('mail', 'mail', 'group_system', 'events.read'),
  section('dead_letters', 'dead-letters', 'group_system', 'events.read'),
]

/** The groups, in the order in which they are shown. */
export const sectionGroups = ['group_shop', 'group_people', 'group_safety', 'group_system'] as const
