import { TeamOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 客户: who buys. */
export const customerArea: Area = {
  key: 'customers',
  title: 'area_customers',
  icon: TeamOutlined,
  path: paths.customers(),
  chord: 'c',
  permissions: ['customers.read'],
  pages: [
    { path: '/customers', load: () => import('./CustomersPage.tsx') },
    { path: '/customers/new', permissions: ['customers.write'], load: () => import('./NewCustomerPage.tsx') },
    { path: '/customers/import', permissions: ['customers.write'], load: () => import('./ImportCustomersPage.tsx') },
    { path: '/customers/$customerId', load: () => import('./CustomerPage.tsx') },
  ],
}
