import { InboxOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'
import { WaitingWork } from './WaitingWork.tsx'

/** 仓库: what a place has to do for orders. */
export const fulfillmentArea: Area = {
  key: 'fulfillment',
  title: 'area_warehouse',
  icon: InboxOutlined,
  path: paths.warehouse(),
  permissions: ['fulfillment.read'],
  chord: 'w',
  waiting: WaitingWork,
  pages: [
    { path: '/warehouse', load: () => import('./WorkPage.tsx') },
    { path: '/warehouse/parcels', load: () => import('./ParcelsPage.tsx') },
    { path: '/warehouse/print', load: () => import('./PrintPage.tsx') },
    { path: '/warehouse/$workId', load: () => import('./TaskPage.tsx') },
  ],
}
