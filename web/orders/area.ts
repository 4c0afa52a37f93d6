import { ProfileOutlined } from '@ant-design/icons'
import { OrdersWaiting } from '../home/waiting/AreaCounts.tsx'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 订单: what customers ordered, and what becomes of it. */
export const orderArea: Area = {
  key: 'orders',
  title: 'area_orders',
  icon: ProfileOutlined,
  path: paths.orders(),
  permissions: ['orders.read'],
  chord: 'o',
  waiting: OrdersWaiting,
  pages: [
    { path: '/orders', load: () => import('./OrdersPage.tsx') },
    { path: '/orders/$orderId', load: () => import('./OrderPage.tsx') },
  ],
}
