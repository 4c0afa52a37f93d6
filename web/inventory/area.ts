import { DatabaseOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 库存: how many there are, where, why, and what brings more. */
export const inventoryArea: Area = {
  key: 'inventory',
  title: 'area_stock',
  icon: DatabaseOutlined,
  path: paths.stock(),
  permissions: ['stock.read'],
  chord: 'k',
  pages: [
    { path: '/stock', load: () => import('./StockPage.tsx') },
    { path: '/stock/receive', permissions: ['stock.receive'], load: () => import('./ReceivePage.tsx') },
    { path: '/stock/adjust', permissions: ['stock.adjust'], load: () => import('./AdjustPage.tsx') },
    { path: '/stock/labels', load: () => import('./LabelsPage.tsx') },
    { path: '/stock/lacking', permissions: ['stock.plan'], load: () => import('./LackingPage.tsx') },
    { path: '/stock/transfers', load: () => import('./TransfersPage.tsx') },
    { path: '/stock/transfers/new', permissions: ['stock.transfer'], load: () => import('./NewTransferPage.tsx') },
    { path: '/stock/transfers/$transferId', load: () => import('./TransferPage.tsx') },
    { path: '/stock/$itemId', load: () => import('./StockItemPage.tsx') },
  ],
}
