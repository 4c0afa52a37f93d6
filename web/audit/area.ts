import { FileSearchOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 审计: who did what, when and from where. */
export const auditArea: Area = {
  key: 'audit',
  title: 'area_audit',
  icon: FileSearchOutlined,
  path: paths.audit(),
  permissions: ['audit.read'],
  chord: 'l',
  isLast: true,
  pages: [{ path: '/audit', load: () => import('./AuditPage.tsx') }],
}
