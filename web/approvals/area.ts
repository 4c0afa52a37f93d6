import { AuditOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'
import { WaitingApprovals } from './WaitingApprovals.tsx'

/** 审批: what waits for a second person. */
export const approvalArea: Area = {
  key: 'approvals',
  title: 'area_approvals',
  icon: AuditOutlined,
  path: paths.approvals(),
  permissions: ['approvals.read'],
  chord: 'v',
  waiting: WaitingApprovals,
  pages: [{ path: '/approvals', load: () => import('./ApprovalsPage.tsx') }],
}
