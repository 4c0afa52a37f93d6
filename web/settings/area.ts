import { SettingOutlined } from '@ant-design/icons'
import { FailuresWaiting } from '../home/waiting/AreaCounts.tsx'
import { paths } from '../paths.ts'
import type { Area, PageEntry } from '../platform/area.ts'
import { type SectionKey, sections } from './sections.ts'

const pageOf: Record<SectionKey, PageEntry['load']> = {
  shop: () => import('./ShopPage.tsx'),
  orders: () => import('./OrderRulesPage.tsx'),
  channels: () => import('./ChannelsPage.tsx'),
  staff: () => import('../access/StaffPage.tsx'),
  roles: () => import('../access/RolesPage.tsx'),
  keys: () => import('../access/KeysPage.tsx'),
  security: () => import('../access/SecurityPage.tsx'),
  limits: () => import('../approvals/LimitsPage.tsx'),
  privacy: () => import('../privacy/PrivacyPage.tsx'),
  encryption: () => import('../access/EncryptionPage.tsx'),
  undo: () => import('./UndoPage.tsx'),
  mail: () => import('./MailPage.tsx'),
  dead_letters: () => import('./DeadLettersPage.tsx'),
}

/** 设置: how the shop works, who works in it, and what keeps it safe. */
export const settingsArea: Area = {
  key: 'settings',
  title: 'area_settings',
  icon: SettingOutlined,
  path: paths.settings(),
  permissions: ['merchant.read'],
  chord: ',',
  isLast: true,
  waiting: FailuresWaiting,
  pages: [
    { path: '/settings', load: () => import('./SettingsPage.tsx') },
    ...sections.map(({ key, path, permissions }) => ({ path, permissions, load: pageOf[key] })),
  ],
}
